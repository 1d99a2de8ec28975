import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

export type WebhookMetrics = ReturnType<typeof createWebhookMetrics>;

/** Results on which alarms fire at the first event. */
const ALARMING = [
  ['form', 'lead', 'spool_full'],
  ['form', 'lead', 'refused_late'],
  ['twilio', 'voice', 'no_media'],
  ['twilio', 'inbound', 'no_media'],
] as const;

/** The counters of webhooks. */
export function createWebhookMetrics(metrics: Metrics) {
  const webhooks = metrics.counter('webhook_received_total', 'Webhooks, by result.', [
    'provider',
    'kind',
    'result',
  ]);
  // Exists from the start: a counter that begins with its first event never shows a rise.
  for (const [provider, kind, result] of ALARMING) webhooks.inc({ provider, kind, result }, 0);

  return {
    webhooks,
    duplicateCalls: metrics.counter(
      'duplicate_call_blocked_total',
      'Connected calls hung up because the row belongs to another call.',
    ),
  };
}

/** How many webhooks wait, read for every scrape; -1 where that is unknown. */
export function exposeSpools(
  metrics: Metrics,
  spools: Record<'spooled' | 'setAside', () => Promise<number>>,
): void {
  const spooled = metrics.gauge(
    'webhooks_spooled',
    'Webhooks that wait for the database.',
    [],
    async () => spooled.set(await spools.spooled().catch(() => -1)),
  );
  const setAside = metrics.gauge(
    'webhooks_set_aside',
    'Webhooks that could not be written to the database, for a person to review.',
    [],
    async () => setAside.set(await spools.setAside().catch(() => -1)),
  );
}
