import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import type { RequestHandler } from 'express';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

/** How long each request takes. Labels name routes, never the values in their paths. */
export function measureRequests(metrics: Metrics): RequestHandler {
  const requests = metrics.histogram(
    'http_request_duration_seconds',
    'How long a request took, by route and status.',
    ['method', 'route', 'status'],
    SECONDS,
  );
  return function measure(req, res, next) {
    const end = requests.startTimer({ method: req.method });
    res.once('close', () => {
      const path: unknown = req.route?.path;
      const route = typeof path === 'string' ? path : 'none';
      end({ route, status: String(res.statusCode) });
    });
    next();
  };
}
