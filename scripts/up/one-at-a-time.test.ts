import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { claimDataFolder } from './one-at-a-time.ts';

function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'claim-'));
  const lock = join(dataDir, 'up.lock');
  return { dataDir, lock };
}

/** A process whose command line looks like one of ours. */
function startOther(dataDir: string) {
  const file = join(dataDir, 'up.ts');
  writeFileSync(file, `console.log('up'); setInterval(() => {}, 1000);`);
  return spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
}

it('refuses a folder on which somebody runs, and says how to stop them', async () => {
  const { dataDir, lock } = setup();
  const other = startOther(dataDir);
  await once(other.stdout, 'data');
  writeFileSync(lock, JSON.stringify({ pids: { supervisor: other.pid } }));
  await expect(claimDataFolder(dataDir)).rejects.toThrow(`kill ${other.pid}`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const letGo = await claimDataFolder(dataDir);
  expect(existsSync(lock)).toBe(true);
  letGo();
  expect(existsSync(lock)).toBe(false);
});

it('waits for services of a killed start that are still leaving', async () => {
  const { dataDir } = setup();
  const other = startOther(dataDir);
  await once(other.stdout, 'data');
  writeFileSync(join(dataDir, 'dev.json'), JSON.stringify({ pids: { api: other.pid } }));
  const claimed = claimDataFolder(dataDir);
  other.kill('SIGKILL');
  await expect(claimed).resolves.toBeDefined();
});

it('takes a broken or stale note for none', async () => {
  const { dataDir, lock } = setup();
  writeFileSync(lock, '{"pids":');
  await expect(claimDataFolder(dataDir)).resolves.toBeDefined();
});

it('closes the folder to everybody else on the machine', async () => {
  const { dataDir } = setup();
  chmodSync(dataDir, 0o755);
  const letGo = await claimDataFolder(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  letGo();
});
