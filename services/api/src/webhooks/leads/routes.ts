import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type Request, Router } from 'express';
import { type LeadNotice, leadNoticeOf } from './lead-notice.ts';
import type { TakeLead } from './take-lead.ts';

type Deps = {
  takeLead: TakeLead;
  keepLead: (notice: LeadNotice, req: Request) => Promise<void>;
  log: Logger;
  now: () => Date;
};

const BODY_LIMIT = '256kb';

/**
 * Leads from forms and other systems. Each source proves itself as was set up for it; a caller with
 * a key of ours needs no setting up. While the database is away a lead is kept, and taken afterwards.
 */
export function leadWebhookRoutes({ takeLead, keepLead, log, now }: Deps): Router {
  const router = Router();
  const readBytes = express.raw({ limit: BODY_LIMIT, type: () => true });

  router.post('/webhooks/leads/:source', readBytes, async (req, res) => {
    const notice = leadNoticeOf(req, now());
    try {
      const data = await takeLead(notice, req);
      // Google, which alone sends its key in the body, takes nothing but 200 for a yes.
      res.status(notice.proof.bodyKeyHash === null ? 201 : 200).json({ success: true, data });
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'database_unavailable') throw thrown;
      await keepLead(notice, req);
      log.warn({ source: notice.source }, 'lead spooled');
      res.status(202).json({ success: true, data: { spooled: true } });
    }
  });

  return router;
}
