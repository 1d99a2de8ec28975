import type { Duplex } from 'node:stream';
import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import {
  readStreamEvent,
  type StreamEvent,
  type StreamStart,
} from '@ringback/shared/providers/twilio/stream.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { WebSocket } from 'ws';
import { MediaSession } from '../session/session.ts';
import type { SessionDeps } from '../session/session-deps.ts';
import { keepCompany } from './keep-company.ts';
import { lineTo } from './line-to.ts';
import { type OpenDeps, openCall } from './open-call.ts';

type Deps = SessionDeps & OpenDeps;

const START_MS = 5_000;
/** What comes while the token is being spent: half a minute of sound, should the database be slow. */
const MOST_EARLY = 1_500;
const POLICY = 1008;
const PROTOCOL = 1002;

/** A carrier's socket from its first message on: nothing but a valid `start` makes it a call. */
export function takeStream(
  socket: WebSocket,
  connection: Duplex,
  deps: Deps,
  sessions: Map<string, MediaSession>,
): void {
  const { log, metrics } = deps;
  const early: StreamEvent[] = [];
  let session: MediaSession | null = null;
  let started = false;

  const refuse = (reason: string, code = POLICY) => {
    clearTimeout(tooLate);
    if (!session) metrics.refused.inc({ reason });
    log.warn({ reason }, 'media stream refused');
    socket.close(code, reason);
    if (session) void session.end(reason);
  };
  const tooLate = setTimeout(() => refuse('no_start'), START_MS);

  const begin = async (start: StreamStart) => {
    const line = lineTo(socket, connection, start);
    const opened = await keepCompany(line, deps.timing.fillerMs, openCall(start, deps));
    if (typeof opened === 'string') return refuse(opened);
    const before = sessions.get(start.callSid);
    let past: Past = pastOf(opened);
    if (before) {
      // The carrier asked anew, so the old socket is dead. Its words are this session's past.
      void before.end('replaced');
      past = before.handover();
    }
    session = new MediaSession(deps, line, { ...opened, ...past });
    sessions.set(start.callSid, session);
    const mine = session;
    void mine.done.then(() => {
      if (sessions.get(start.callSid) === mine) sessions.delete(start.callSid);
    });
    log.info({ callId: opened.call.id, callSid: start.callSid }, 'media session started');
    // Who hung up meanwhile is heard all the same, and what was heard is told: a model first.
    const starting = mine.start();
    for (const event of early) mine.handle(event);
    if (socket.readyState !== WebSocket.OPEN) void mine.end('gone');
    await starting;
  };

  const receive = (event: StreamEvent | null) => {
    if (event === null) return refuse('not_understood', PROTOCOL);
    if (session) return session.handle(event);
    if (event.event === 'connected' || event.event === 'unknown') return;
    if (event.event === 'start') {
      if (started) return refuse('started_twice', PROTOCOL);
      started = true;
      clearTimeout(tooLate);
      begin(event.start).catch((thrown: unknown) => {
        log.error({ err: AppError.from(thrown) }, 'media stream not opened');
        refuse('not_opened');
      });
    } else if (!started) {
      refuse('before_start', PROTOCOL);
    } else if (early.length < MOST_EARLY) {
      early.push(
        event.event === 'media' ? { ...event, payload: Buffer.from(event.payload) } : event,
      );
    }
  };

  socket.on('message', (data, isBinary) => {
    try {
      if (socket.readyState !== WebSocket.OPEN) return;
      receive(isBinary || !Buffer.isBuffer(data) ? null : readStreamEvent(data));
    } catch (thrown) {
      // One call may break; the others in this process may not.
      log.error({ err: AppError.from(thrown) }, 'media stream broke');
      refuse('broken', 1011);
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearTimeout(tooLate);
    void session?.end('socket_closed');
  });
}

type Past = { turns: OpenedSession['turns']; firstSeq: number };

function pastOf({ turns }: OpenedSession): Past {
  return { turns, firstSeq: Math.max(0, ...turns.map(({ seq }) => seq)) + 1 };
}
