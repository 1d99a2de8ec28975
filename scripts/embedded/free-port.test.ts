import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { freePort } from './free-port.ts';

const others: ChildProcess[] = [];
afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL');
});

/** A port that is free and not reserved. */
async function anyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

it('gives the preferred port once, and another when it is taken or already given', async () => {
  const preferred = await freePort();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : 0;

  expect(await freePort(taken)).not.toBe(taken);
  expect(await freePort(preferred)).not.toBe(preferred);
  server.close();
  await once(server, 'close');
  expect(await freePort(taken)).toBe(taken);
});

it('never gives the same port twice', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  expect(new Set(ports).size).toBe(50);
});

it('gives ports that no outgoing connection is given', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  expect(ports.filter((port) => port < 20_000 || port >= 32_768)).toEqual([]);
});

const MODULE = JSON.stringify(join(import.meta.dirname, 'free-port.ts'));

/** A process that takes a port on request, and keeps it without listening on it. */
async function startOther(folder: string, preferred: number) {
  const file = join(folder, 'other.ts');
  writeFileSync(
    file,
    `import { once } from 'node:events';
     import { freePort } from ${MODULE};
     console.log('ready');
     await once(process.stdin, 'data');
     console.log(await freePort(${preferred}, ${JSON.stringify(join(folder, 'claims'))}));
     process.stdin.on('end', () => process.exit()).resume();`,
  );
  const other = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  others.push(other);
  const line = async () => String((await once(other.stdout, 'data'))[0]).trim();
  await line();
  return {
    async takePort() {
      const port = line();
      other.stdin.write('go');
      return Number(await port);
    },
    async stop() {
      other.kill('SIGKILL');
      await once(other, 'exit');
    },
  };
}

it('gives starts that come at the same moment each a port of its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ports-'));
  const preferred = await anyPort();
  const starts = await Promise.all(Array.from({ length: 4 }, () => startOther(folder, preferred)));
  const ports = await Promise.all(starts.map((start) => start.takePort()));
  expect(new Set(ports).size).toBe(4);
});

it('keeps a port for a process that does not listen yet, and forgets one that has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ports-'));
  const preferred = await anyPort();
  const other = await startOther(folder, preferred);
  expect(await other.takePort()).toBe(preferred);
  const claims = join(folder, 'claims');
  expect(await freePort(preferred, claims)).not.toBe(preferred);
  await other.stop();
  expect(await freePort(preferred, claims)).toBe(preferred);
  expect(readdirSync(claims).filter((note) => note.startsWith(`${preferred}.`))).toHaveLength(1);
});
