import { setTimeout as pause } from 'node:timers/promises';

/** One process of a start, as far as it has to be watched and stopped. */
export type Part = {
  pid: number;
  /** Rejects when it ends without having been asked to. */
  gone: Promise<never>;
  stop(): Promise<void>;
  kill(): void;
};

/** In this order processes are stopped: first those that take work, last what they need for it. */
const LEAVING: readonly (readonly string[])[] = [
  ['call-worker', 'sms-worker', 'analyzer'],
  ['media-gateway'],
  ['api'],
  ['simulator'],
  ['redis'],
  ['database'],
];

const AGAIN_AFTER_MS = 300;
/** A process that crashes so often within a minute is not restarted again. */
const MOST_FALLS = 20;
const FALLS_WITHIN_MS = 60_000;

type Deps = {
  /** A part ended by itself: while starting, or too often. */
  onLoss: (error: Error) => void;
  /** A part ended by itself and stands again. */
  onAgain: (name: string, error: Error) => void;
  againAfterMs?: number;
};

/** All processes of one start: started again when they fall, stopped in order. */
export function createStack({ onLoss, onAgain, againAfterMs = AGAIN_AFTER_MS }: Deps) {
  const parts = new Map<string, Part>();
  const falls = new Map<string, number[]>();
  let stopping: Promise<void> | undefined;
  let up = false;

  function add(name: string, part: Part, again?: () => Promise<Part>): void {
    parts.set(name, part);
    part.gone.catch(async (error: Error) => {
      if (stopping) return;
      if (!up || !again || fallsTooOften(name)) return onLoss(error);
      await pause(againAfterMs);
      if (stopping) return;
      try {
        add(name, await again(), again);
        onAgain(name, error);
      } catch (failure) {
        onLoss(failure instanceof Error ? failure : error);
      }
    });
  }

  function fallsTooOften(name: string): boolean {
    const at = performance.now();
    const recent = (falls.get(name) ?? []).filter((fell) => at - fell < FALLS_WITHIN_MS);
    falls.set(name, [...recent, at]);
    return recent.length >= MOST_FALLS;
  }

  return {
    add,
    /** From here on, what falls is started again; before, a fall ends the start. */
    allUp(): void {
      up = true;
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
