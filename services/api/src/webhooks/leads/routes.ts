import type { LeadIntake } from '@ringback/shared/db/lead-intake.ts';
import type { LeadSourceRow, LeadSources } from '@ringback/shared/db/lead-sources.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type Request, type Response, Router } from 'express';
import type { ApiMetrics } from '../../api-metrics.ts';
import type { Authenticate } from '../../http/authenticate.ts';
import type { QueueText } from '../../queue-text.ts';
import { isFromSource } from './check-source.ts';
import { readLead } from './read-lead.ts';

type Deps = {
  sources: Pick<LeadSources, 'find'>;
  intake: Pick<LeadIntake, 'receive'>;
  authenticate: Authenticate;
  readPhone: (text: string) => ParsedPhone;
  queueText: QueueText;
  metrics: Pick<ApiMetrics, 'webhooks'>;
  log: Logger;
  now: () => Date;
};

const BODY_LIMIT = '256kb';
const SOURCE = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/**
 * Leads from forms and other systems. Each source proves itself as was set up for it; a caller with
 * a key of ours needs no setting up. The same number for the same campaign is the same lead.
 */
export function leadWebhookRoutes(deps: Deps): Router {
  const { sources, intake, readPhone, queueText, metrics, log, now } = deps;
  const authenticate = deps.authenticate('agent');
  const router = Router();
  const readBytes = express.raw({ limit: BODY_LIMIT, type: () => true });
  const count = (result: string) =>
    metrics.webhooks.inc({ provider: 'form', kind: 'lead', result });

  router.post('/webhooks/leads/:source', readBytes, async (req, res) => {
    const name = String(req.params['source']);
    const rawBody = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const source = SOURCE.test(name) ? await sources.find(name) : null;
    if (!(await mayTell(source, rawBody, req, res)) || !SOURCE.test(name)) {
      count('forbidden');
      throw new AppError('forbidden', 'The source is not known, or its proof does not fit.');
    }
    const lead = readOrCount(req, rawBody, source);
    const campaignId = lead.campaign_id ?? source?.campaign_id ?? undefined;
    const received = await intake.receive(
      { ...lead, source: name, ...(campaignId ? { campaign_id: campaignId } : {}) },
      now(),
    );
    const { result, created, message_id: messageId, send_at: sendAt } = received;
    const queued = messageId ? await queueText(messageId, sendAt) : false;
    count(result);
    log.info(
      { source: name, leadId: received.lead.id, campaignId, result, created },
      'lead came in',
    );
    res.status(201).json({
      success: true,
      data: {
        lead_id: received.lead.id,
        created,
        result,
        campaign_id: campaignId ?? null,
        enrollment_id: received.enrollment_id,
        conversation_id: received.conversation_id,
        message_id: messageId,
        send_at: sendAt,
        queued,
      },
    });
  });

  return router;

  async function mayTell(
    source: LeadSourceRow | null,
    rawBody: Buffer,
    req: Request,
    res: Response,
  ): Promise<boolean> {
    if (source && isFromSource(source, { headers: req.headers, rawBody, now: now() })) return true;
    if (!req.headers.authorization) return false;
    try {
      await authenticate(req, res, () => undefined);
      return true;
    } catch (thrown) {
      const { code } = AppError.from(thrown);
      if (code === 'unauthorized' || code === 'forbidden') return false;
      throw thrown;
    }
  }

  function readOrCount(req: Request, rawBody: Buffer, source: LeadSourceRow | null) {
    try {
      return readLead(parse(req, rawBody), {
        mapping: source?.mapping ?? {},
        readPhone,
        proof: {
          ...(req.ip ? { ip: req.ip } : {}),
          ...(req.headers['user-agent'] ? { user_agent: req.headers['user-agent'] } : {}),
        },
      });
    } catch (thrown) {
      count('malformed');
      throw thrown;
    }
  }
}

/** JSON, or the pairs of a form; of two pairs with one name the first counts. */
function parse(req: Request, rawBody: Buffer): unknown {
  if (req.is('urlencoded')) {
    const pairs = [...new URLSearchParams(rawBody.toString())];
    return Object.fromEntries(pairs.reverse());
  }
  try {
    const body: unknown = JSON.parse(rawBody.toString());
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Said below, in the same words.
  }
  throw new AppError('invalid_input', 'The request cannot be read.', {
    faults: [
      { path: '(body)', found: 'something that cannot be read', expected: 'JSON: an object' },
    ],
  });
}
