import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { isTest, sourceFiles } from './source-files.ts';

/** What a browser leaves out on plain http from another machine, and what would throw there. */
const SECURE_ONLY =
  /\bcrypto\.(randomUUID|subtle)\b|\bnavigator\.(clipboard|serviceWorker)\.|\bNotification\b[.(]/;
/** It asks first whether the browser has them. */
const ASKS_FIRST = 'dashboard/src/shell/account/browser-notification.ts';

it('the dashboard needs nothing that a browser has only on https', () => {
  const files = sourceFiles().filter(
    (file) => file.startsWith('dashboard/src/') && !isTest(file) && file !== ASKS_FIRST,
  );
  expect(files.length).toBeGreaterThan(0);
  const offenders = files.filter((file) => {
    // Comments may name it.
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '');
    return SECURE_ONLY.test(code);
  });
  expect(offenders).toEqual([]);
});
