import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

export type WebhookMetrics = ReturnType<typeof createWebhookMetrics>;

/** What alarms sound at as soon as it happens once. */
const ALARMING = [
  ['form', 'lead', 'spool_full'],
  ['form', 'lead', 'refused_late'],
  ['twilio', 'voice', 'no_media'],
  ['twilio', 'inbound', 'no_media'],
] as const;

/** What is counted of webhooks. */
export function createWebhookMetrics(metrics: Metrics) {
  const webhooks = metrics.counter('webhook_received_total', 'Webhooks, by what became of them.', [
    'provider',
    'kind',
    'result',
  ]);
  // There from the start: of a counter that begins with its first event no rise is ever seen.
  for (const [provider, kind, result] of ALARMING) webhooks.inc({ provider, kind, result }, 0);

  return {
    webhooks,
    duplicateCalls: metrics.counter(
      'duplicate_call_blocked_total',
      'Connected calls hung up because another one stands for the same row.',
    ),
  };
}

/** How many webhooks wait, asked anew for every scrape; -1 where nobody can tell. */
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
    'Webhooks that nobody could tell the database, for a person to look at.',
    [],
    async () => setAside.set(await spools.setAside().catch(() => -1)),
  );
}
