import type { Duplex } from 'node:stream';
import type { MediaSessions, OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { createTextFrames } from '@ringback/shared/providers/conversation/text-frames.ts';
import { hashToken, STREAM_PARAMETERS } from '@ringback/shared/providers/stream-token.ts';
import {
  readStreamEvent,
  type StreamEvent,
  type StreamStart,
  streamFrames,
} from '@ringback/shared/providers/twilio/stream.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { WebSocket } from 'ws';
import { createHoldTone } from '../session/hold-tone.ts';
import { MediaSession } from '../session/session.ts';
import type { Line, SessionDeps } from '../session/session-deps.ts';

type Deps = SessionDeps & {
  /** The account at the carrier whose streams are ours. */
  account: string;
  mediaSessions: SessionDeps['mediaSessions'] & Pick<MediaSessions, 'open'>;
};

const START_MS = 5_000;
/** What comes while the token is being spent: half a minute of sound, should the database be slow. */
const MOST_EARLY = 1_500;
/** More than ten minutes of sound that the carrier does not take. */
const MOST_UNSENT_BYTES = 8 * 1024 * 1024;
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

/** While the database takes its time the lead hears that the line lives. */
async function keepCompany<T>(line: Line, everyMs: number, waitedFor: Promise<T>): Promise<T> {
  const tone = createHoldTone(line);
  const timer = setInterval(() => tone.play(performance.now()), everyMs);
  try {
    return await waitedFor;
  } finally {
    clearInterval(timer);
    tone.cutShort(performance.now());
  }
}

type Past = { turns: OpenedSession['turns']; firstSeq: number };

function pastOf({ turns }: OpenedSession): Past {
  return { turns, firstSeq: Math.max(0, ...turns.map(({ seq }) => seq)) + 1 };
}

/** Spends the token. A reason instead of a session: this is no call of ours, or not any more. */
async function openCall(
  start: StreamStart,
  { account, mediaSessions, now }: Deps,
): Promise<OpenedSession | string> {
  if (start.account !== account) return 'account';
  if (!start.hasTelephoneSound) return 'format';
  const token = start.parameters[STREAM_PARAMETERS.token];
  if (!token) return 'token';
  const opened = await mediaSessions.open(start.callSid, hashToken(token), now());
  if (!opened) return 'token';
  const callId = start.parameters[STREAM_PARAMETERS.callId];
  return callId === undefined || callId === opened.call.id ? opened : 'call';
}

function lineTo(socket: WebSocket, connection: Duplex, start: StreamStart): Line {
  const frames = streamFrames(start.streamId);
  const sound = createTextFrames({
    webSocket: socket,
    connection,
    asClient: false,
    ...frames.media,
  });
  const send = (message: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message);
  };
  return {
    callSid: start.callSid,
    play(payload, mark) {
      if (connection.writableLength > MOST_UNSENT_BYTES) return socket.terminate();
      if (mark === null) return sound.send(payload);
      connection.cork();
      sound.send(payload);
      send(frames.mark(mark));
      connection.uncork();
    },
    mark: (name) => send(frames.mark(name)),
    clear: () => send(frames.clear),
    close: (reason) => socket.close(1000, reason.slice(0, 100)),
  };
}
