import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import { MEDIA_STREAM_PATH } from '@ringback/shared/providers/stream-token.ts';
import type { ListenAt } from '@ringback/shared/runtime/serve-health.ts';
import { WebSocketServer } from 'ws';
import { type AnswerDeps, createAnswer } from './answer.ts';
import { createFallback } from './carrier/fallback.ts';
import { takeStream } from './carrier/take-stream.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import type { MediaSession } from './session/session.ts';
import type { SessionDeps } from './session/session-deps.ts';
import { whenOver } from './when-over.ts';

export type GatewayDeps = Omit<SessionDeps, 'metrics' | 'mediaSessions'> &
  AnswerDeps & {
    listenAt: ListenAt;
    /** The account at the carrier whose streams are ours. */
    account: string;
    /** Throws when an upgrade was not signed by the carrier. */
    verify: Verify;
    /** The same for an HTTP request. */
    verifyQuestion: Verify;
    maxSessions: number;
    drainMs: number;
    mediaSessions: Pick<
      MediaSessions,
      'open' | 'askForPerson' | 'wrapUp' | 'bookAppointment' | 'reportHeard' | 'noteTool'
    >;
  };

/** The longest message of a stream is a fraction of this; the carrier never sends more. */
const MOST_BYTES = 64 * 1024;
const CLOSE_MS = 2_000;
/** For the last goodbyes when the drain has taken too long. */
export const GOODBYE_MS = 15_000;
const LAST_WRITES_MS = 10_000;

/** One port for the carrier's streams and for monitoring. */
export async function startGateway(deps: GatewayDeps) {
  const { log, drainMs, maxSessions } = deps;
  const sessions = new Map<string, MediaSession>();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MOST_BYTES,
    skipUTF8Validation: true,
    // The types lack this option: how long a peer may take to close the socket.
    ...{ closeTimeout: CLOSE_MS },
  });
  let draining = false;

  const metrics = createGatewayMetrics(deps.metrics, {
    active: () => sessions.size,
    draining: () => draining,
    backlog: deps.writer.backlog,
  });
  const streamDeps = { ...deps, metrics };

  const refuse = (socket: Duplex, status: string, reason: string) => {
    metrics.refused.inc({ reason });
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };

  const answer = createAnswer(deps, { isDraining: () => draining, fallback: createFallback(deps) });
  const server = createServer((req, res) => void answer(req, res));
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (req.url !== MEDIA_STREAM_PATH) return refuse(socket, '404 Not Found', 'path');
    if (draining) return refuse(socket, '503 Service Unavailable', 'draining');
    if (sockets.clients.size >= maxSessions) {
      return refuse(socket, '503 Service Unavailable', 'full');
    }
    try {
      deps.verify({ path: req.url, headers: req.headers, body: {} });
    } catch {
      return refuse(socket, '403 Forbidden', 'signature');
    }
    sockets.handleUpgrade(req, socket, head, (ws) => takeStream(ws, socket, streamDeps, sessions));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(deps.listenAt, resolve);
  });

  const allOver = (ms: number) => whenOver(sessions.values(), ms);

  return {
    port: (server.address() as AddressInfo).port,
    isDraining: () => draining,

    /** Takes no new calls, lets the running ones come to their end, then says goodbye. */
    async stop(): Promise<void> {
      draining = true;
      if (sessions.size > 0) {
        log.info({ calls: sessions.size }, 'waiting for calls to end');
        await allOver(drainMs);
      }
      for (const session of sessions.values()) session.drain();
      await allOver(GOODBYE_MS);
      for (const session of sessions.values()) void session.end('shutdown');
      await allOver(LAST_WRITES_MS);
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
