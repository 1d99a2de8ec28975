import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { closeServer } from '../http/close-server.ts';
import { createMoments } from '../http/moments.ts';
import { SERVER_LIMITS } from '../http/server-limits.ts';
import { passOn } from './pass-on.ts';
import { warmUp } from './warm-up.ts';

/** A connection that nobody uses is let go before the api would close it. */
const IDLE_MS = 30_000;
/** Before what only computes, where this process may ask for that. */
const PRIORITY = -10;

const { port, socketPath } = workerData as { port: number; socketPath: string };

try {
  // On Linux this is the thread's alone.
  if (process.platform === 'linux') setPriority(PRIORITY);
} catch {
  // Not allowed: it is as good as it was.
}

const agent = new Agent({ keepAlive: true, maxFreeSockets: 256, timeout: IDLE_MS });
const moments = createMoments(systemNow);
const server = createServer(SERVER_LIMITS, (req, res) =>
  passOn(req, res, moments.of(req), { socketPath, agent }),
);
moments.watch(server);

server.once('error', (error: NodeJS.ErrnoException) => {
  parentPort?.postMessage({ failed: error.message, code: error.code });
});
server.listen(port, async () => {
  const { port } = server.address() as AddressInfo;
  await warmUp(port);
  parentPort?.postMessage({ port });
});
parentPort?.once('message', async () => {
  await closeServer(server);
  agent.destroy();
  parentPort?.postMessage('closed');
});
