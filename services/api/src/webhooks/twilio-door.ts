import express, { type Request, type RequestHandler } from 'express';
import type { ApiMetrics } from '../api-metrics.ts';

/** Throws unless the carrier signed it. */
export type Verify = (request: {
  path: string;
  headers: Request['headers'];
  body: unknown;
}) => void;

const FORM_LIMIT = '64kb';

/** How the carrier's forms come in: read, looked at only if signed, counted by what became of them. */
export function twilioDoor({
  verify,
  metrics,
}: {
  verify: Verify;
  metrics: Pick<ApiMetrics, 'webhooks'>;
}) {
  const count = (kind: string, result: string) =>
    metrics.webhooks.inc({ provider: 'twilio', kind, result });

  const signed =
    (kind: string): RequestHandler =>
    (req, _res, next) => {
      const body = req.method === 'GET' ? {} : req.body;
      try {
        verify({ path: req.originalUrl, headers: req.headers, body });
      } catch (thrown) {
        count(kind, 'forbidden');
        throw thrown;
      }
      next();
    };

  return {
    readForm: express.urlencoded({ limit: FORM_LIMIT, extended: false, parameterLimit: 200 }),
    signed,
    count,
  };
}
