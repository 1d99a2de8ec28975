import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { CLAIMS, claimDataFolder } from './one-at-a-time.ts';

const others: ChildProcess[] = [];
afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL');
});

function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'claim-'));
  const claims = join(dataDir, CLAIMS);
  mkdirSync(claims);
  return { dataDir, claims };
}

const MODULE = JSON.stringify(join(import.meta.dirname, 'one-at-a-time.ts'));

/** A process whose command line looks like one of ours. */
function startOther(dataDir: string) {
  const file = join(dataDir, 'up.ts');
  writeFileSync(file, `console.log('up'); setInterval(() => {}, 1000);`);
  const other = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  others.push(other);
  return other;
}

it('refuses a folder on which somebody runs, and says how to stop them', async () => {
  const { dataDir, claims } = setup();
  const other = startOther(dataDir);
  await once(other.stdout, 'data');
  writeFileSync(join(claims, `start.${other.pid}.x`), '');
  await expect(claimDataFolder(dataDir)).rejects.toThrow(`kill ${other.pid}`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const letGo = await claimDataFolder(dataDir);
  expect(readdirSync(claims)).toEqual([expect.stringContaining(`start.${process.pid}.`)]);
  letGo();
  expect(readdirSync(claims)).toEqual([]);
});

it('lets one of several have the folder that come at the same moment, and no more', async () => {
  const { dataDir } = setup();
  const file = join(dataDir, 'up.ts');
  writeFileSync(
    file,
    `import { once } from 'node:events';
     import { claimDataFolder } from ${MODULE};
     console.log('ready');
     await once(process.stdin, 'data');
     const claimed = claimDataFolder(${JSON.stringify(dataDir)});
     console.log(await claimed.then(() => 'has it', () => 'is refused'));
     process.stdin.on('end', () => process.exit()).resume();`,
  );
  const starts = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  others.push(...starts);
  const lineOf = async ({ stdout }: (typeof starts)[number]) =>
    String((await once(stdout, 'data'))[0]).trim();
  await Promise.all(starts.map(lineOf));
  const said = Promise.all(starts.map(lineOf));
  for (const { stdin } of starts) stdin.write('go');
  const words = await said;
  expect(words.filter((word) => word === 'has it').length).toBe(1);
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
  const { dataDir, claims } = setup();
  writeFileSync(join(claims, 'start.nobody'), '');
  writeFileSync(join(claims, 'start.2147483646.x'), '');
  await expect(claimDataFolder(dataDir)).resolves.toBeDefined();
});

it('closes the folder to everybody else on the machine', async () => {
  const { dataDir } = setup();
  chmodSync(dataDir, 0o755);
  const letGo = await claimDataFolder(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  letGo();
});
