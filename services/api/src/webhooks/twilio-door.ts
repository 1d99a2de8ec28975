import { AppError } from '@ringback/shared/runtime/errors.ts';
import express, { type Request, type RequestHandler } from 'express';
import type { ApiMetrics } from '../api-metrics.ts';
import type { BodyRoom } from '../http/body-room.ts';

/** Throws unless the carrier signed it. */
export type Verify = (request: {
  path: string;
  headers: Request['headers'];
  body: unknown;
}) => void;

const FORM_LIMIT = 64 * 1024;

/** How the carrier's forms come in: read, looked at only if signed, counted by what became of them. */
export function twilioDoor({
  verify,
  metrics,
  bodyRoom,
}: {
  verify: Verify;
  bodyRoom: BodyRoom;
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

  /** Without a signature it is nobody's, whatever stands in the body: that is not read. */
  const withSignature: RequestHandler = (req, _res, next) => {
    if (req.headers['x-twilio-signature']) return next();
    count('unsigned', 'forbidden');
    throw new AppError('forbidden', 'The signature does not fit this request.');
  };

  const readForm: RequestHandler[] = [
    withSignature,
    bodyRoom(FORM_LIMIT),
    express.urlencoded({ limit: FORM_LIMIT, extended: false, parameterLimit: 200 }),
  ];

  return {
    readForm,
    signed,
    count,
  };
}
