import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startChild } from './child.ts';

function setup(code: string) {
  const logDir = mkdtempSync(join(tmpdir(), 'child-'));
  const preload = join(import.meta.dirname, 'die-with-parent.ts');
  const args = ['--import', preload, '-e', code];
  const options = { name: 'worker', command: process.execPath, args, env: process.env, logDir };
  return { logDir, options };
}

it('reports a child that ends by itself, with its last words', async () => {
  const { options, logDir } = setup(`console.log('first'); throw new Error('no database');`);
  const child = startChild(options);
  await expect(child.gone).rejects.toThrow(
    /worker ended by itself \(exit code 1\)[\s\S]*no database/,
  );
  expect(readFileSync(join(logDir, 'worker.log'), 'utf8')).toContain('first');
});

it('stops a child that was asked to, and kills one that does not listen', async () => {
  const polite = startChild(
    setup(
      `process.on('SIGTERM', () => process.exit(0)); process.send('up'); setInterval(() => {}, 1e3);`,
    ).options,
  );
  const deaf = startChild(
    setup(`process.on('SIGTERM', () => {}); process.send('up'); setInterval(() => {}, 1e3);`)
      .options,
  );
  await Promise.all([polite.message, deaf.message]);
  await Promise.all([polite.stop(10_000), deaf.stop(50)]);
  expect([polite.process.exitCode, deaf.process.signalCode]).toEqual([0, 'SIGKILL']);
});

it('is left by a child whose parent is gone', async () => {
  const child = startChild(setup(`process.send('up'); setInterval(() => {}, 1e3);`).options);
  await child.message;
  // The channel closes just so when the parent is killed.
  child.process.disconnect();
  await expect(child.gone).rejects.toThrow('killed by SIGTERM');
});
