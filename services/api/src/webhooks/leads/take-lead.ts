import type { LeadIntake } from '@ringback/shared/db/lead-intake.ts';
import type { LeadSourceRow } from '@ringback/shared/db/lead-sources.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request } from 'express';
import type { ApiMetrics } from '../../api-metrics.ts';
import { type Keys, mayAct } from '../../http/authenticate.ts';
import type { QueueText } from '../../queue-text.ts';
import { isFromSource } from './check-source.ts';
import type { KnownSources } from './known-sources.ts';
import type { LeadNotice } from './lead-notice.ts';
import { readBody } from './read-body.ts';
import { readLead } from './read-lead.ts';

type Deps = {
  sources: Pick<KnownSources, 'find'>;
  intake: Pick<LeadIntake, 'receive'>;
  findKey: Keys['find'];
  readPhone: (text: string) => ParsedPhone;
  queueText: QueueText;
  metrics: Pick<ApiMetrics, 'webhooks'>;
  log: Logger;
  now: () => Date;
};

export type TakeLead = ReturnType<typeof createTakeLead>;

export const SOURCE = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/**
 * A lead from a form, checked, read and stored; the same at the door and after an outage. The same
 * number for the same campaign is the same lead. `req`: who stands at the door.
 */
export function createTakeLead(deps: Deps) {
  const { sources, intake, findKey, readPhone, queueText, metrics, log, now } = deps;
  const count = (result: string) =>
    metrics.webhooks.inc({ provider: 'form', kind: 'lead', result });

  return async (notice: LeadNotice, req?: Request) => {
    const { source: name } = notice;
    const source = SOURCE.test(name) ? await sources.find(name) : null;
    if (!SOURCE.test(name) || !(await mayTell(source, notice, req))) {
      count(req ? 'forbidden' : 'refused_late');
      throw new AppError('forbidden', 'The source is not known, or its proof does not fit.');
    }
    const lead = readOrCount(notice, source, !req);
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
    return {
      lead_id: received.lead.id,
      created,
      result,
      campaign_id: campaignId ?? null,
      enrollment_id: received.enrollment_id,
      conversation_id: received.conversation_id,
      message_id: messageId,
      send_at: sendAt,
      queued,
    };
  };

  async function mayTell(source: LeadSourceRow | null, notice: LeadNotice, req?: Request) {
    if (source && isFromSource(source, notice)) return true;
    const { keyHash } = notice.proof;
    return keyHash !== null && mayAct(await findKey(keyHash, req), 'agent');
  }

  function readOrCount(notice: LeadNotice, source: LeadSourceRow | null, isLate: boolean) {
    try {
      return readLead(readBody(notice), {
        mapping: source?.mapping ?? {},
        readPhone,
        proof: {
          ...(notice.ip ? { ip: notice.ip } : {}),
          ...(notice.userAgent ? { user_agent: notice.userAgent } : {}),
          // What was agreed to then was not agreed to only now.
          ...(isLate ? { at: notice.receivedAt } : {}),
        },
      });
    } catch (thrown) {
      count('malformed');
      throw thrown;
    }
  }
}
