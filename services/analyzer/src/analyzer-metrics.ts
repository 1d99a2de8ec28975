import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import type { Finding } from './judge/finding.ts';

/** How conversations ended, what decided it, and what the judging cost. */
export function createAnalyzerMetrics(metrics: Metrics) {
  const analyses = metrics.counter('analyses_total', 'Conversations that got an outcome.', [
    'status',
    'outcome',
    'decided_by',
  ]);
  const review = metrics.counter('analyses_need_review_total', 'Those that a person has to judge.');
  const dropped = metrics.counter('claims_dropped_total', 'Claims of the judge that were dropped.');
  const tokens = metrics.counter('judge_tokens_total', 'Tokens read and written by the judge.', [
    'kind',
  ]);

  const webhooks = metrics.counter(
    'webhook_attempts_total',
    'Attempts to notify the operator’s own programs: delivered, retried, or dead (the last one failed).',
    ['outcome'],
  );
  // The first dead one has to be an increase.
  for (const outcome of ['delivered', 'retried', 'dead']) webhooks.inc({ outcome }, 0);

  return {
    observeWebhook: (outcome: 'delivered' | 'retried' | 'dead') => webhooks.inc({ outcome }),

    observe(finding: Finding) {
      const { status, outcome, decided_by, usage } = finding;
      analyses.inc({ status, outcome: outcome ?? 'none', decided_by });
      if (status === 'needs_review') review.inc();
      dropped.inc(finding.dropped.length);
      for (const [kind, count] of Object.entries(usage ?? {})) tokens.inc({ kind }, Number(count));
    },
  };
}
