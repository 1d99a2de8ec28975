import { z } from 'zod';
import type { Logger } from '../../runtime/logger.ts';
import type { ModelBreaker } from '../../runtime/model-breaker.ts';
import { callForRow, type Db } from '../client.ts';

const News = z.object({
  until: z.string().nullable(),
  opened: z.boolean(),
  reason: z.string().nullable(),
});

type Deps = { db: Db; log: Logger; now: () => Date };

/** So many questions in a row without an answer, from all processes together, and it rests. */
const RESTS_AFTER = 3;
/** Then one question at a time finds out; the pause doubles, to a quarter of an hour. */
const PAUSE_SECONDS = 30;

/** The breaker of the language model, as a row that every process reads. */
export function createModelBreaker({ db, log, now }: Deps): ModelBreaker {
  const tell = async (
    ok: boolean | null,
    about: { reason?: string; trial?: string; after?: number },
  ) =>
    News.parse(
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
      const { until } = await tell(null, { trial });
      return until === null ? null : new Date(until);
    },
    async answered() {
      await tell(true, {});
    },
    async failed(reason, atOnce) {
      const { opened } = await tell(false, { reason, after: atOnce ? 1 : RESTS_AFTER });
      // Once for everybody: the row says who was first to find out.
      if (opened) log.error({ reason }, 'the language model rests, what needs it waits');
    },
  };
}
