import type { WaitingText } from './waiting-text.ts';

/** What has reached other processes; fails while Redis cannot answer. */
export type Others = {
  /** The earliest arrival anywhere that is not stored yet; null if there is none. */
  oldest(): Promise<string | null>;
  /** These are. */
  done(arrivedAt: readonly string[]): Promise<void>;
};

const OTHERS_LOOK_MS = 10;

/** Asks what has reached other processes, where other processes can be asked. */
export function createAskOthers(others: Others | undefined) {
  let canAsk = others !== undefined;
  return {
    canAsk: () => canAsk,
    /** Those of them before whom nothing stands that has reached another process. */
    async beforeAll(some: WaitingText[]): Promise<WaitingText[]> {
      if (!others) return some;
      let oldest: string | null;
      try {
        oldest = await others.oldest();
        canAsk = true;
      } catch {
        canAsk = false;
        return some;
      }
      const first = some.filter(({ text }) => oldest === null || text.arrived_at <= oldest);
      const heldUntilMs = performance.now() + OTHERS_LOOK_MS;
      for (const one of some) if (!first.includes(one)) one.notBeforeMs = heldUntilMs;
      return first;
    },
  };
}
