/** What tabs of one browser say to each other. */
export type TabMessage = { kind: string; body: unknown };

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
};

/**
 * One tab of a browser leads: it holds the stream and tells the others. Without Web Locks each tab
 * leads itself.
 */
export function joinTabs({ locks, openChannel, name }: Deps) {
  const channel = locks && openChannel ? openChannel(name) : null;
  const given = new AbortController();
  let leave = () => {};

  return {
    isShared: channel !== null,

    /** Calls `lead` when this tab leads, at once or after the tab that led was closed. */
    whenLeading(lead: () => void): void {
      if (!locks || !channel) {
        lead();
        return;
      }
      const held = new Promise<void>((resolve) => {
        leave = resolve;
      });
      locks
        .request(name, { signal: given.signal }, () => {
          lead();
          return held;
        })
        .catch(() => undefined);
    },

    tell(kind: string, body: unknown): void {
      channel?.postMessage({ kind, body });
    },

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
