import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { Presence } from '@ringback/shared/events/presence.ts';
import { createBatch, onNextFrame } from './batch.ts';
import { createCallSignals } from './call-signals.ts';
import { type Connection, type ConnectionState, createConnection } from './connection.ts';
import { mergedLines } from './merged-lines.ts';
import { createPresence } from './presence.ts';
import { readRefusal } from './read-refusal.ts';
import { createRowStore } from './row-store.ts';
import type { TabMessage } from './tab-message.ts';
import { joinTabs, type Tabs } from './tabs.ts';

type Deps = { isSignedIn: () => Promise<boolean> };

/** What the page shows of its stream. */
export type LiveState = {
  connection: ConnectionState;
  /** Whether this tab holds the stream for the others. */
  leads: boolean;
  lastEventAt: number | null;
  reconnects: number;
  /** Grows when everything is to be fetched again. */
  epoch: number;
};

const signedOut = (): ConnectionState => ({ is: 'signed_out', since: Date.now() });

/** The rows of a page, and the stream that keeps them true: one for all tabs of a browser. */
export function createLive({ isSignedIn }: Deps) {
  const store = createRowStore();
  const setTimer = (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const presence = createPresence(setTimer);
  const callSignals = createCallSignals(onNextFrame, setTimer);
  const listeners = new Set<() => void>();
  // biome-ignore lint/suspicious/noConsole: who develops a page reads there what the stream does
  const log = import.meta.env.DEV ? (line: string) => void console.info(line) : () => {};
  let state: LiveState = {
    connection: { is: 'connecting', since: Date.now() },
    leads: false,
    lastEventAt: null,
    reconnects: 0,
    epoch: 0,
  };
  const set = (change: Partial<LiveState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  let running: { tabs: Tabs; connection: Connection } | null = null;
  const batch = createBatch<LiveEvent>(onNextFrame, (events) => {
    store.apply(events);
    for (const line of mergedLines(events)) log(line);
    set({ lastEventAt: Date.now() });
  });

  function take(kind: string, body: unknown): void {
    if (kind === 'events') batch.add(body as LiveEvent[]);
    else if (kind === 'presence') presence.hear(body as Presence);
    else if (kind === 'call_signal') callSignals.hear([body as CallSignal]);
    else if (kind === 'state') noteState(body as ConnectionState);
    else if (kind === 'reset') {
      store.reset(body as number);
      set({ epoch: state.epoch + 1 });
    } else if (kind === 'ready' && store.position() === 0) store.reset(body as number);
  }

  function noteState(connection: ConnectionState): void {
    const isBack = connection.is === 'live' && state.connection.is !== 'live';
    set({
      // Tries that follow each other are one outage: it began when the stream was lost.
      connection:
        state.connection.is === 'waiting' && connection.is !== 'live'
          ? { ...connection, since: state.connection.since }
          : connection,
      reconnects: state.reconnects + (isBack && state.lastEventAt !== null ? 1 : 0),
    });
  }

  /** Here and in every other tab. */
  function share(kind: string, body: unknown): void {
    take(kind, body);
    running?.tabs.tell(kind, body);
  }

  const openConnection = () =>
    createConnection({
      open: (url) => new EventSource(url, { withCredentials: true }),
      position: () => store.position() || null,
      onEvent: (event) => share('events', [event]),
      onPresence: (heard) => share('presence', heard),
      onCallSignal: (signal) => share('call_signal', signal),
      onReset: (id) => share('reset', id),
      onReady: (id) => share('ready', id),
      onState: (next) => share('state', next),
      isSignedIn,
      readRefusal,
      setTimer,
      random: Math.random,
      now: Date.now,
      log,
    });

  const openTabs = () =>
    joinTabs({
      locks: globalThis.navigator.locks,
      openChannel: globalThis.BroadcastChannel && ((name) => new BroadcastChannel(name)),
      name: 'ringback.live',
      id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
      setTimer,
      random: Math.random,
    });

  function hear(tabs: Tabs, { kind, body }: TabMessage): void {
    if (kind === 'retry') {
      if (state.leads) retry();
    } else if (kind !== 'hello') take(kind, body);
    else if (state.leads) {
      tabs.tell('state', state.connection);
      // From here on a tab that comes to lead later goes on without a gap.
      tabs.tell('ready', store.position());
    }
  }

  function stop(): void {
    removeEventListener('online', retry);
    running?.connection.stop();
    running?.tabs.leave();
    running = null;
    set({ leads: false });
  }

  const retry = () => {
    if (state.leads) running?.connection.retry();
    else running?.tabs.tell('retry', null);
  };

  return {
    store,
    presence,
    callSignals,
    /** May be called again after `stop`, as after signing in again: it goes on where it stood. */
    start(): void {
      stop();
      const tabs = openTabs();
      let connection = openConnection();
      running = { tabs, connection };
      tabs.hear((message) => hear(tabs, message));
      tabs.tell('hello', null);
      tabs.whenLeading(
        () => {
          set({ leads: true });
          connection.start();
        },
        () => {
          set({ leads: false });
          connection.stop();
          connection = openConnection();
          running = { tabs, connection };
        },
      );
      addEventListener('online', retry);
    },
    stop,
    retry,
    /** This tab has signed out: the session of the other tabs is the same one. */
    tellSignedOut: () => running?.tabs.tell('state', signedOut()),
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Live = ReturnType<typeof createLive>;
