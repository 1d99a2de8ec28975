import { z } from 'zod';
import type { Logger } from '../../runtime/logger.ts';
import type { ModelBreaker } from '../../runtime/model-breaker.ts';
import { callForRow, type Db } from '../client.ts';

const Recorded = z.object({
  until: z.string().nullable(),
  opened: z.boolean(),
  reason: z.string().nullable(),
});

type Deps = { db: Db; log: Logger; now: () => Date };

/** After so many requests in a row without an answer, over all processes, the breaker opens. */
const RESTS_AFTER = 3;
/**
 * Then one trial request at a time is let through; the pause doubles, up to a quarter of an hour.
 */
const PAUSE_SECONDS = 30;

/** The breaker of the language model, as a row that every process reads. */
export function createModelBreaker({ db, log, now }: Deps): ModelBreaker {
  const record = async (
    ok: boolean | null,
    about: { reason?: string; trial?: string; after?: number },
  ) =>
    Recorded.parse(
      await callForRow(db, 'language_model_news', {
        p_ok: ok as boolean,
        p_reason: (about.reason ?? null) as string,
        p_trial: (about.trial ?? null) as string,
        p_after: about.after ?? RESTS_AFTER,
        p_pause_seconds: PAUSE_SECONDS,
        p_now: now().toISOString(),
      }),
    );

  return {
    async restsUntil(trial) {
      const { until } = await record(null, { trial });
      return until === null ? null : new Date(until);
    },
    async answered() {
      await record(true, {});
    },
    async failed(reason, atOnce) {
      const { opened } = await record(false, { reason, after: atOnce ? 1 : RESTS_AFTER });
      // Logged once over all processes: the row knows which of them opened it.
      if (opened)
        log.error({ reason }, 'language model breaker open, work that needs the model waits');
    },
  };
}
