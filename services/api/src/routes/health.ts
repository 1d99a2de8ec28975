import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import { type Checks, runChecks } from '@ringback/shared/runtime/serve-health.ts';
import { type Request, type RequestHandler, Router } from 'express';
import type { Authenticate } from '../http/authenticate.ts';

type Deps = { registry: Metrics['registry']; checks: Checks; authenticate: Authenticate };

/** Whether it lives, whether it can work, and its numbers: for machines that run it. */
export function healthRoutes({ registry, checks, authenticate }: Deps): Router {
  const router = Router();

  router.get('/livez', (_req, res) => {
    res.type('text/plain').send('alive\n');
  });

  router.get('/readyz', async (_req, res) => {
    const report = await runChecks(checks);
    res.status(report.ready ? 200 : 503).json(report);
  });

  const fromNearbyOrWithKey: RequestHandler = (req, res, next) =>
    isNearby(req) ? next() : authenticate('viewer')(req, res, next);

  router.get('/metrics', fromNearbyOrWithKey, async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** On this very machine, and not through a proxy that stands on it. */
function isNearby(req: Request): boolean {
  const address = req.socket.remoteAddress ?? '';
  const loopback = address === '::1' || /^(::ffff:)?127\./.test(address);
  return loopback && req.headers['x-forwarded-for'] === undefined && !req.headers['forwarded'];
}
