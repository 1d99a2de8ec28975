import { elect } from './elect.ts';
import type { TabMessage } from './tab-message.ts';

type Channel = {
  postMessage(message: TabMessage): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<TabMessage>) => void): void;
  close(): void;
};

type Deps = {
  /** Undefined on plain http from another machine, and in old browsers. */
  locks: Pick<LockManager, 'request'> | undefined;
  openChannel: ((name: string) => Channel) | undefined;
  name: string;
  id: string;
  setTimer: (run: () => void, ms: number) => () => void;
  random: () => number;
};

/**
 * One tab of a browser leads: it holds the stream and tells the others. A browser keeps at most six
 * connections to one host over HTTP/1.1, so that seven streams would leave none for a request. Web
 * Locks choose the tab; where there are none, messages do; without those each tab leads itself.
 */
export function joinTabs({ locks, openChannel, name, id, setTimer, random }: Deps) {
  const channel = openChannel ? openChannel(name) : null;
  const given = new AbortController();
  let leave = () => {};

  function tell(kind: string, body: unknown): void {
    channel?.postMessage({ kind, body });
  }

  return {
    /** Calls `lead` when this tab leads, and `yieldTo` when it finds that another one does. */
    whenLeading(lead: () => void, yieldTo: () => void): void {
      if (!channel) lead();
      else if (locks) leave = holdLock(locks, name, given.signal, lead);
      else {
        const election = elect({ id, tell, onLead: lead, onYield: yieldTo, setTimer, random });
        channel.addEventListener('message', ({ data }) => election.hear(data));
        election.start();
        leave = election.leave;
      }
    },

    tell,

    hear(listener: (message: TabMessage) => void): void {
      channel?.addEventListener('message', ({ data }) => listener(data));
    },

    leave(): void {
      given.abort();
      leave();
      channel?.close();
    },
  };
}

export type Tabs = ReturnType<typeof joinTabs>;

/** Leads as long as it holds the lock; the browser gives it to the next tab. Returns the release. */
function holdLock(
  locks: Pick<LockManager, 'request'>,
  name: string,
  signal: AbortSignal,
  lead: () => void,
): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks
    .request(name, { signal }, () => {
      // The lock may have been granted in the moment in which the tab left.
      if (signal.aborted) return undefined;
      lead();
      return held;
    })
    .catch(() => undefined);
  return release;
}
