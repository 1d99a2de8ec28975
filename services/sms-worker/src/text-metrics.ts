import type { Db } from '@ringback/shared/db/client.ts';
import { readTextHealth, type TextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { codesFor } from '@ringback/shared/providers/sms/providers.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

export type TextMetrics = ReturnType<typeof createTextMetrics>;

/** The metrics of texts. No label names a person. */
export function createTextMetrics(metrics: Metrics) {
  return {
    sent: metrics.counter('texts_sent_total', 'Orders to the carrier, by outcome.', ['outcome']),
    held: metrics.counter('texts_held_total', 'Texts that had to wait, by the rule.', ['rule']),
    replies: metrics.counter('replies_total', 'Turns of the agent, by outcome.', ['outcome']),
    verdicts: metrics.counter(
      'words_judged_total',
      'Whether texts of leads refuse contact, as a model says; none: no model answered.',
      ['verdict'],
    ),
    notified: metrics.counter(
      'notifications_total',
      'Attempts to text or mail a colleague that somebody needs a person: sent, retried, or dead (the last one failed).',
      ['channel', 'outcome'],
    ),
    alarms: metrics.counter('text_alarms_total', 'What was stopped until a person looks.', [
      'alarm',
    ]),
  };
}

const AGES = {
  oldest_due_text: 'oldest_due_seconds',
  oldest_campaign_step: 'oldest_step_seconds',
  oldest_unknown_text: 'oldest_unknown_seconds',
  oldest_owed_reply: 'oldest_reply_seconds',
  oldest_unjudged_text: 'oldest_unjudged_seconds',
} as const satisfies Record<string, keyof TextHealth>;

/** Ages come from the rows, read when the metrics are scraped. */
export function exposeTextAges(metrics: Metrics, db: Db, now: Now): void {
  const gauge = metrics.gauge(
    'texts_oldest_seconds',
    'How long the oldest of a kind has been overdue.',
    ['what'],
    async () => {
      const health = await readTextHealth(db, codesFor('filtered'), now()).catch(() => null);
      // Without a database there is no age: an old value would look healthy.
      if (!health) return gauge.reset();
      for (const [what, column] of Object.entries(AGES)) gauge.set({ what }, health[column]);
    },
  );
}
