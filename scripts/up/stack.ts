import type { Child } from '../embedded/child.ts';

type Part = {
  pid: number;
  stop(): Promise<void>;
  kill(): void;
};

/** In this order things are let go: first who takes work, last what they need for it. */
const LEAVING: readonly (readonly string[])[] = [
  ['call-worker', 'sms-worker', 'analyzer'],
  ['media-gateway'],
  ['api'],
  ['simulator'],
  ['redis'],
  ['database'],
];

const GRACE_MS = 10_000;

/** All processes of one start, stopped in order. */
export function createStack(onLoss: (error: Error) => void) {
  const parts = new Map<string, Part>();
  let stopping: Promise<void> | undefined;

  function watch(gone: Promise<never>): void {
    gone.catch((error: Error) => {
      if (!stopping) onLoss(error);
    });
  }

  return {
    addChild(child: Child): void {
      parts.set(child.name, {
        pid: child.pid,
        stop: () => child.stop(GRACE_MS),
        kill: () => child.kill(),
      });
      watch(child.gone);
    },
    add(name: string, part: Part & { gone: Promise<never> }): void {
      parts.set(name, part);
      watch(part.gone);
    },
    pids: () => Object.fromEntries([...parts].map(([name, { pid }]) => [name, pid])),
    stop(): Promise<void> {
      stopping ??= stopInOrder(parts);
      return stopping;
    },
    kill(): void {
      stopping ??= Promise.resolve();
      for (const part of parts.values()) part.kill();
    },
  };
}

export type Stack = ReturnType<typeof createStack>;

async function stopInOrder(parts: Map<string, Part>): Promise<void> {
  const named = new Set(LEAVING.flat());
  const others = [...parts.keys()].filter((name) => !named.has(name));
  for (const group of [others, ...LEAVING]) {
    await Promise.all(group.map((name) => parts.get(name)?.stop()));
  }
}
