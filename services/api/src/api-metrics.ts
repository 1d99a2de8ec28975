import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import type { RequestHandler } from 'express';

export type ApiMetrics = ReturnType<typeof createApiMetrics>;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

/** What alarms sound at as soon as it happens once. */
const ALARMING = [
  ['form', 'lead', 'spool_full'],
  ['form', 'lead', 'refused_late'],
  ['twilio', 'voice', 'no_media'],
  ['twilio', 'inbound', 'no_media'],
] as const;

type Spools = Record<'spooled' | 'setAside', () => Promise<number>>;

/** What the door measures. Labels name routes, never what stood in their place. */
export function createApiMetrics(metrics: Metrics, spools: Spools) {
  const requests = metrics.histogram(
    'http_request_duration_seconds',
    'How long a request took, by route and status.',
    ['method', 'route', 'status'],
    SECONDS,
  );
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

  const measure: RequestHandler = (req, res, next) => {
    const end = requests.startTimer({ method: req.method });
    res.once('close', () => {
      const path: unknown = req.route?.path;
      const route = typeof path === 'string' ? path : 'none';
      end({ route, status: String(res.statusCode) });
    });
    next();
  };

  const webhooks = metrics.counter('webhook_received_total', 'Webhooks, by what became of them.', [
    'provider',
    'kind',
    'result',
  ]);
  // There from the start: of a counter that begins with its first event no rise is ever seen.
  for (const [provider, kind, result] of ALARMING) webhooks.inc({ provider, kind, result }, 0);

  return {
    measure,
    webhooks,
    duplicateCalls: metrics.counter(
      'duplicate_call_blocked_total',
      'Connected calls hung up because another one stands for the same row.',
    ),
  };
}
