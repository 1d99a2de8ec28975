import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from '@jest/globals';
import { freePort } from './free-port.ts';

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
