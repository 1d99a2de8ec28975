import type { Metrics } from './metrics.ts';
import { within } from './within.ts';

/** What a service cannot work without, each with the cheapest request that shows it. */
type Needs = Record<string, () => Promise<unknown>>;
type Deps = { nowMs?: () => number; patienceMs?: number };

/** Below the timeout of a scrape. */
const PATIENCE_MS = 2_000;
/** One scrape reads both numbers at once: they come from one check. */
const ONE_LOOK_MS = 1_000;

type Look = { need: string; seconds: number; ok: boolean };

/**
 * Whether a service's dependencies answer, and how long it takes: checked again for every scrape.
 */
export function exposeNeeds(metrics: Metrics, needs: Needs, deps: Deps = {}): void {
  const { nowMs = () => performance.now(), patienceMs = PATIENCE_MS } = deps;
  let looks: Promise<Look[]> = Promise.resolve([]);
  let lookedAt = Number.NEGATIVE_INFINITY;

  function look(): Promise<Look[]> {
    if (nowMs() - lookedAt >= ONE_LOOK_MS) {
      lookedAt = nowMs();
      looks = Promise.all(
        Object.entries(needs).map(async ([need, ask]) => {
          const begunAt = nowMs();
          const ok = await within(ask(), patienceMs).then(
            () => true,
            () => false,
          );
          return { need, ok, seconds: (nowMs() - begunAt) / 1_000 };
        }),
      );
    }
    return looks;
  }

  const up = metrics.gauge(
    'need_up',
    '1 for what this service needs and what answers it, 0 for what does not.',
    ['need'],
    async () => {
      for (const { need, ok } of await look()) up.set({ need }, ok ? 1 : 0);
    },
  );
  const seconds = metrics.gauge(
    'need_answer_seconds',
    'How long what this service needs took to answer; left out where it did not.',
    ['need'],
    async () => {
      const looked = await look();
      seconds.reset();
      for (const one of looked) if (one.ok) seconds.set({ need: one.need }, one.seconds);
    },
  );
}
