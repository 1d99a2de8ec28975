import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type Request, type RequestHandler, Router } from 'express';
import type { BodyRoom } from '../../http/body-room.ts';
import type { KnownSources } from './known-sources.ts';
import { type LeadNotice, leadNoticeOf, showsProof } from './lead-notice.ts';
import type { TakeLead } from './take-lead.ts';

type Deps = {
  takeLead: TakeLead;
  keepLead: (notice: LeadNotice, req: Request) => Promise<void>;
  recallSource: KnownSources['recall'];
  bodyRoom: BodyRoom;
  log: Logger;
  now: () => Date;
};

const BODY_LIMIT = 256 * 1024;

/**
 * Leads from forms and other systems. Each source proves itself as set up for it; a caller with an
 * API key needs no setup. While the database is unavailable a lead is stored, and processed
 * afterwards.
 */
export function leadWebhookRoutes(deps: Deps): Router {
  const { takeLead, keepLead, recallSource, bodyRoom, log, now } = deps;
  const router = Router();
  const readBytes = express.raw({ limit: BODY_LIMIT, type: () => true });

  // Before the body is read: a sender without a secret or signature may only be one whose key is in
  // the body.
  const withProof: RequestHandler = (req, _res, next) => {
    const source = recallSource(String(req.params['source']));
    const mayBeInBody = source === undefined || source?.preset === 'google_ads';
    if (!showsProof(req) && !mayBeInBody) {
      throw new AppError('forbidden', 'The source is not known, or its proof is not valid.');
    }
    next();
  };

  router.post(
    '/webhooks/leads/:source',
    withProof,
    bodyRoom(BODY_LIMIT),
    readBytes,
    async (req, res) => {
      const notice = leadNoticeOf(req, now());
      try {
        const data = await takeLead(notice, req);
        // Google, which alone sends its key in the body, accepts only 200 as success.
        res.status(notice.proof.bodyKeyHash === null ? 201 : 200).json({ success: true, data });
      } catch (thrown) {
        if (AppError.from(thrown).code !== 'database_unavailable') throw thrown;
        await keepLead(notice, req);
        log.warn({ source: notice.source }, 'lead spooled');
        res.status(202).json({ success: true, data: { spooled: true } });
      }
    },
  );

  return router;
}
