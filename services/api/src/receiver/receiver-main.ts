import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setPriority } from 'node:os';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createUnreadTexts } from '@ringback/shared/queue/unread-texts.ts';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { mayBeText } from '../http/arrivals.ts';
import { closeServer } from '../http/close-server.ts';
import { createMoments } from '../http/moments.ts';
import { createOneATurn } from '../http/one-a-turn.ts';
import { refusesHost, refuseUnreadable } from '../http/refuse-unreadable.ts';
import { createRequestStart } from '../http/request-start.ts';
import { SERVER_LIMITS } from '../http/server-limits.ts';
import { passOn } from './pass-on.ts';
import type { FromReceiver, ReceiverSettings } from './start-receiver.ts';
import { warmUp } from './warm-up.ts';

/** An idle connection is closed before the api would close it. */
const IDLE_MS = 30_000;
/** A request that sends its body slowly holds up other leads' texts no longer than this. */
const BODY_MS = 1_000;
/** How long the previous receiver may still hold the port. */
const PORT_MS = 1_000;
const PORT_LOOK_MS = 50;
/** Raises the priority over processes that only compute, where this is allowed. */
const PRIORITY = -20;

// Not by arguments: Redis has a password, and every user of the machine can read arguments.
const [settings] = await once(process, 'message');
const { listenAt, socketPath, redisUrl, queuePrefix, owner, trustProxyHops } =
  settings as ReceiverSettings;
const send = (message: FromReceiver) => process.send?.(message);

try {
  setPriority(PRIORITY);
} catch {
  // Not allowed; the priority stays as it was.
}
// A signal to the whole group is for the api: it lets running requests end, and stops the receiver.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// Without the api there is no process to pass requests on to.
process.on('disconnect', () => process.exit(1));

const agent = new Agent({ keepAlive: true, maxFreeSockets: 256, timeout: IDLE_MS });
const moments = createMoments(systemNow, createRequestStart(trustProxyHops));
const oneATurn = createOneATurn();
const redis = connectBriskly(redisUrl);
const unread = createUnreadTexts({ redis, prefix: queuePrefix, owner, now: systemNow });
const server = createServer(SERVER_LIMITS, (req, res) => {
  const at = moments.of(req);
  if (refusesHost(req, res)) return;
  if (mayBeText(req)) noteUntilRead(req, res, at);
  oneATurn(() => {
    try {
      passOn(req, res, at, { socketPath, agent });
    } catch {
      // A request that cannot be written is malformed: it must not end the receiver for all others.
      res.writeHead(400, { connection: 'close' }).end();
    }
  });
});
refuseUnreadable(server);
moments.watch(server);

/** Without Redis nothing is published, and each api goes by its own pace. */
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

const listenUntil = performance.now() + PORT_MS;
server.on('error', (error: NodeJS.ErrnoException) => {
  // The receiver of a killed api releases the port a moment after it.
  if (error.code === 'EADDRINUSE' && performance.now() < listenUntil) {
    setTimeout(() => server.listen(listenAt), PORT_LOOK_MS);
    return;
  }
  send({ failed: error.message, code: error.code });
});
server.listen(listenAt, async () => {
  const { port } = server.address() as AddressInfo;
  await warmUp(port);
  send({ port });
});
process.once('message', async () => {
  await closeServer(server);
  process.exit(0);
});
