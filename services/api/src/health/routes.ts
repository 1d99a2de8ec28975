import { isNearby } from '@ringback/shared/runtime/is-nearby.ts';
import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import { type Checks, runChecks } from '@ringback/shared/runtime/serve-health.ts';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Authenticate } from '../http/route.ts';

type Deps = { registry: Metrics['registry']; checks: Checks; authenticate: Authenticate };

/** Whether it lives, whether it can work, and its numbers: for machines that run it. */
export function healthRoutes({ registry, checks, authenticate }: Deps): Router {
  const router = Router();

  router.get('/livez', (_req, res) => {
    res.type('text/plain').send('alive\n');
  });

  const fromNearbyOrWithKey: RequestHandler = (req, res, next) =>
    isNearby(req) ? next() : authenticate('viewer')(req, res, next);

  router.get('/readyz', async (req, res) => {
    const [isKnown, report] = await Promise.all([mayKnow(req, res), runChecks(checks)]);
    // What is missing is told to who may know; everybody else hears yes or no.
    res.status(report.ready ? 200 : 503).json(isKnown ? report : { ready: report.ready });
  });

  router.get('/metrics', fromNearbyOrWithKey, async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return router;

  /** A key cannot be asked about while the database is away: who shows one is then a stranger. */
  async function mayKnow(req: Request, res: Response): Promise<boolean> {
    if (isNearby(req)) return true;
    if (!req.headers.authorization) return false;
    try {
      await authenticate('viewer')(req, res, () => undefined);
      return true;
    } catch {
      return false;
    }
  }
}
