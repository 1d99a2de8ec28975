import type { CallSignal, CallSignalEvent } from '@ringback/shared/events/call-signal.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { Presence, PresenceEvent } from '@ringback/shared/events/presence.ts';

/** What the page knows of its stream; `since` is when it became so, in milliseconds of `now`. */
export type ConnectionState =
  | { is: 'connecting'; since: number }
  | { is: 'live'; since: number }
  | {
      is: 'waiting';
      since: number;
      nextAt: number;
      tries: number;
      /** The server will not open one, and says why. */
      refusal?: string;
    }
  | { is: 'signed_out'; since: number };

/** The part of an EventSource that is used. */
export type Source = {
  close(): void;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
};

type Deps = {
  open: (url: string) => Source;
  /** From where on: the last event that was applied, or null on the first visit. */
  position: () => number | null;
  onEvent: (event: LiveEvent) => void;
  /** Somebody looks at a conversation or writes in it; it stands in no log. */
  onPresence: (presence: Presence) => void;
  /** How a live call stands; it stands in no log either. */
  onCallSignal: (signal: CallSignal) => void;
  /** The log does not go back to where we stood: everything is to be fetched again. */
  onReset: (lastEventId: number) => void;
  onReady: (lastEventId: number) => void;
  onState: (state: ConnectionState) => void;
  /** Whether the session still stands; asked when the stream cannot be opened. */
  isSignedIn: () => Promise<boolean>;
  /** Why the server refuses a stream; asked when it cannot be opened. */
  readRefusal: () => Promise<string | null>;
  setTimer: (run: () => void, ms: number) => () => void;
  random: () => number;
  now: () => number;
  log: (line: string) => void;
};

const FIRST_MS = 1_000;
const LAST_MS = 10_000;
/** Somebody has to close another one first. */
const REFUSED_MS = 60_000;
/** The server sends a heartbeat every 15 s; a stream without any sign for so long is dead. */
export const SILENT_MS = 40_000;

const SIGNS = ['open', 'message', 'presence', 'call_signal', 'ready', 'reset', 'beat'] as const;

/** 1 to 10 s, more after each failure, and never all browsers at the same time. */
export function delayMs(tries: number, random: () => number): number {
  const most = Math.min(LAST_MS, FIRST_MS * 2 ** tries);
  return Math.round(FIRST_MS + (most - FIRST_MS) * random());
}

/** Keeps one stream open, and says how it stands. */
export function createConnection(deps: Deps) {
  const { now, log } = deps;
  let source: Source | null = null;
  let cancel = () => {};
  let cancelWatch = () => {};
  let tries = 0;
  let stopped = false;

  /** Anything that comes proves the connection; without it, it is lost although no error came. */
  function watch(): void {
    cancelWatch();
    cancelWatch = deps.setTimer(() => lose('silent'), SILENT_MS);
  }

  function connect(): void {
    cancel();
    source?.close();
    if (stopped) return;
    deps.onState({ is: 'connecting', since: now() });
    const at = deps.position();
    const mine = deps.open(`/api/live${at === null ? '' : `?last_event_id=${at}`}`);
    source = mine;
    watch();
    for (const sign of SIGNS) {
      mine.addEventListener(sign, () => {
        if (source === mine) watch();
      });
    }
    mine.addEventListener('open', () => {
      if (source !== mine) return;
      tries = 0;
      log('[SSE] connected');
      deps.onState({ is: 'live', since: now() });
    });
    mine.addEventListener('message', ({ data }) => {
      if (source === mine) deps.onEvent(JSON.parse(data) as LiveEvent);
    });
    mine.addEventListener('presence', ({ data }) => {
      if (source === mine) deps.onPresence((JSON.parse(data) as PresenceEvent).payload);
    });
    mine.addEventListener('call_signal', ({ data }) => {
      if (source === mine) deps.onCallSignal((JSON.parse(data) as CallSignalEvent).payload);
    });
    mine.addEventListener('ready', ({ data }) => {
      if (source === mine) deps.onReady(idIn(data));
    });
    mine.addEventListener('reset', ({ data }) => {
      if (source !== mine) return;
      log(`[SSE] reset: ${(JSON.parse(data) as { reason?: string }).reason ?? 'unknown'}`);
      deps.onReset(idIn(data));
    });
    mine.addEventListener('bye', ({ data }) => {
      if (source !== mine) return;
      const { reason } = JSON.parse(data) as { reason?: string };
      lose(reason ?? 'closed by the server');
    });
    mine.addEventListener('error', () => {
      if (source === mine) lose('error');
    });
  }

  function lose(why: string): void {
    cancelWatch();
    source?.close();
    source = null;
    const wait = delayMs(tries, deps.random);
    tries += 1;
    if (why === 'unauthorized') tries = Math.max(tries, 2);
    log(`[SSE] ${why}, reconnect in ${wait}ms`);
    deps.onState({ is: 'waiting', since: now(), nextAt: now() + wait, tries });
    cancel = deps.setTimer(() => void again(), wait);
  }

  async function again(): Promise<void> {
    // A browser does not say why a stream could not be opened: an ended session looks like an outage.
    if (tries > 1 && !(await deps.isSignedIn().catch(() => true))) {
      log('[SSE] the session has ended');
      deps.onState({ is: 'signed_out', since: now() });
      return;
    }
    const refusal = tries > 1 ? await deps.readRefusal() : null;
    if (stopped) return;
    if (refusal !== null) {
      log('[SSE] refused');
      deps.onState({ is: 'waiting', since: now(), nextAt: now() + REFUSED_MS, tries, refusal });
      cancel = deps.setTimer(() => void again(), REFUSED_MS);
      return;
    }
    connect();
  }

  return {
    start: connect,
    /** At once, without waiting for the next try. */
    retry: connect,
    stop(): void {
      stopped = true;
      cancel();
      cancelWatch();
      source?.close();
      source = null;
    },
  };
}

export type Connection = ReturnType<typeof createConnection>;

const idIn = (data: string): number =>
  (JSON.parse(data) as { last_event_id: number }).last_event_id;
