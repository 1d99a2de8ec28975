import type { IncomingMessage, ServerResponse } from 'node:http';
import { VOICE_FALLBACK_PATH } from '@ringback/shared/providers/stream-token.ts';
import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import { type Checks, runChecks } from '@ringback/shared/runtime/serve-health.ts';
import type { createFallback } from './carrier/fallback.ts';

export type AnswerDeps = {
  checks: Checks;
  /** Whether the caller may see more than that this process works. */
  mayLook: (req: IncomingMessage) => Promise<boolean>;
  metrics: Metrics;
};

type Gateway = { isDraining: () => boolean; fallback: ReturnType<typeof createFallback> };

/** The HTTP endpoints of this process: health, metrics, and the carrier's fallback when no api answers. */
export function createAnswer(
  { checks, mayLook, metrics }: AnswerDeps,
  { isDraining, fallback }: Gateway,
) {
  const taking = async () => {
    if (isDraining()) throw new Error('draining');
  };

  return async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.url === '/livez') {
      res.writeHead(200).end('alive\n');
    } else if (req.url === '/metrics') {
      if (!(await mayLook(req))) {
        res.writeHead(401, { 'www-authenticate': 'Bearer realm="ringback"' }).end();
        return;
      }
      const { registry } = metrics;
      res.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    } else if (req.url === '/readyz') {
      const report = await runChecks({ ...checks, taking });
      res
        .writeHead(report.ready ? 200 : 503, { 'content-type': 'application/json' })
        .end(`${JSON.stringify((await mayLook(req)) ? report : { ready: report.ready })}\n`);
    } else if (req.method === 'POST' && req.url?.startsWith(VOICE_FALLBACK_PATH)) {
      await fallback(req, res);
    } else {
      res.writeHead(404).end();
    }
  };
}
