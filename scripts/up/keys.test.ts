import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { loadKeys } from './keys.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'keys-')), 'data/keys.json');

it('makes keys once per data folder, readable by its owner only', () => {
  const file = newFile();
  const keys = loadKeys(file);
  expect(loadKeys(file)).toEqual(keys);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('makes other keys for another folder, in the shapes that the services want', () => {
  const [one, other] = [loadKeys(newFile()), loadKeys(newFile())];
  expect(one.apiKey).not.toBe(other.apiKey);
  expect(one.twilioAccountSid).toMatch(/^AC[0-9a-f]{32}$/);
  expect(one.sessionSecret.length).toBeGreaterThanOrEqual(32);
  expect(one.opsPassword.length).toBeGreaterThanOrEqual(12);
});
