import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createUnreadTexts } from '@ringback/shared/queue/unread-texts.ts';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { mayBeText } from '../http/arrivals.ts';
import { closeServer } from '../http/close-server.ts';
import { createMoments } from '../http/moments.ts';
import { createOneATurn } from '../http/one-a-turn.ts';
import { SERVER_LIMITS } from '../http/server-limits.ts';
import { passOn } from './pass-on.ts';
import type { ReceiverSettings } from './start-receiver.ts';
import { warmUp } from './warm-up.ts';

/** A connection that nobody uses is let go before the api would close it. */
const IDLE_MS = 30_000;
/** Whoever sends a body drop by drop holds up nobody's text for longer than this. */
const BODY_MS = 1_000;
/** Before what only computes, where this process may ask for that. */
const PRIORITY = -20;

const { port, socketPath, redisUrl, queuePrefix } = workerData as ReceiverSettings;

try {
  // On Linux this is the thread's alone.
  if (process.platform === 'linux') setPriority(PRIORITY);
} catch {
  // Not allowed: it is as good as it was.
}

const agent = new Agent({ keepAlive: true, maxFreeSockets: 256, timeout: IDLE_MS });
const moments = createMoments(systemNow);
const oneATurn = createOneATurn();
const redis = connectBriskly(redisUrl);
const unread = createUnreadTexts({ redis, prefix: queuePrefix, now: systemNow });
const server = createServer(SERVER_LIMITS, (req, res) => {
  const at = moments.of(req);
  if (mayBeText(req)) noteUntilRead(req, res, at);
  oneATurn(() => passOn(req, res, at, { socketPath, agent }));
});
moments.watch(server);

/** Without Redis nobody is told, and the apis go by their own pace. */
function noteUntilRead(req: IncomingMessage, res: ServerResponse, at: string): void {
  const done = () => void unread.done([at]).catch(() => undefined);
  unread.note(at).catch(() => undefined);
  const late = setTimeout(() => {
    if (!req.complete) done();
  }, BODY_MS);
  res.once('close', () => {
    clearTimeout(late);
    done();
  });
}

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
  redis.disconnect();
  parentPort?.postMessage('closed');
});
