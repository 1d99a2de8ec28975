import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import { isSigned } from '@ringback/shared/providers/twilio/signature.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import express, { type RequestHandler } from 'express';
import type { BodyRoom } from '../../http/body-room.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Notice } from '../notice.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';

/** The name of this carrier in rows and metrics. */
export const PROVIDER = 'twilio';

const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT = 64 * 1024;

/**
 * Receives the carrier's forms: checks their signature before it reads them, and counts their
 * results.
 */
export function carrierEndpoint({
  verify,
  metrics,
  bodyRoom,
  recordOrKeep,
}: {
  verify: Verify;
  bodyRoom: BodyRoom;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
  recordOrKeep: RecordOrKeep;
}) {
  const count = (kind: string, result: string) =>
    metrics.webhooks.inc({ provider: PROVIDER, kind, result });

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

  /** A request without a signature is from a stranger: its body is not read. */
  const withSignature: RequestHandler = (req, _res, next) => {
    if (isSigned(req.headers)) return next();
    count('unsigned', 'forbidden');
    throw new AppError('forbidden', 'The signature does not fit this request.');
  };

  /** Any other type would be read as a form without fields, and its contents lost. */
  const formOnly: RequestHandler = (req, _res, next) => {
    const hasBody =
      req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length']) > 0;
    if (!hasBody || req.is(FORM)) return next();
    count('unreadable', 'malformed');
    throw new HttpError(415, 'invalid_input', 'The body must be a form, as the carrier sends it.', {
      faults: [{ path: 'headers.content-type', found: 'another type', expected: FORM }],
    });
  };

  /** Written, or stored; an invalid event is counted, and its sender gets the faults. */
  const take = async (notice: Notice): Promise<void> => {
    try {
      count(notice.kind, await recordOrKeep(notice));
    } catch (thrown) {
      if (AppError.from(thrown).code === 'invalid_input') count(notice.kind, 'malformed');
      throw thrown;
    }
  };

  const readForm: RequestHandler[] = [
    withSignature,
    formOnly,
    bodyRoom(FORM_LIMIT),
    express.urlencoded({ limit: FORM_LIMIT, extended: false, parameterLimit: 200 }),
  ];

  return {
    readForm,
    signed,
    count,
    take,
  };
}
