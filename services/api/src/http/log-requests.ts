import { randomUUID } from 'node:crypto';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';

/** One line a request: method, route, status, time. No query, headers or bodies: they name people. */
export function logRequests(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      // Ours alone: whatever a client calls its request may be a name, a number or a lie.
      const id = randomUUID();
      res.setHeader('x-request-id', id);
      return id;
    },
    serializers: {
      req: (req: { id: unknown; method: string; raw: { originalUrl?: string } }) => ({
        id: req.id,
        method: req.method,
        path: pathOf(req.raw.originalUrl ?? ''),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    quietReqLogger: true,
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'warn' : 'debug'),
    customSuccessMessage: () => 'request answered',
    customErrorMessage: () => 'request broke off',
    autoLogging: { ignore: (req) => /^\/(livez|readyz|metrics)/.test(req.url ?? '') },
  });
}

/**
 * A path may hold a number that somebody typed; an id has at most ten digits in a row with letters. The
 * token of an invitation is a secret, and so is the signature of a picture.
 */
function pathOf(url: string): string {
  return (url.split('?')[0] ?? '')
    .replace(/(\+|%2b)\d{6,}/gi, '[number]')
    .replace(/(\/invitations?\/)[^/]+/i, '$1[token]')
    .replace(/^(\/pictures\/[^/]+\/).+/i, '$1[signature]')
    .slice(0, 200);
}
