import type { LeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import type { LeadSourceRow } from '@ringback/shared/db/leads/lead-sources.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { SEE_GOING_LIVE } from '@ringback/shared/runtime/going-live.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request } from 'express';
import { mayAct } from '../../access/authenticate.ts';
import type { KnownKeys } from '../../access/known-keys.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import { isFromSource } from './check-source.ts';
import type { KnownSources } from './known-sources.ts';
import type { LeadNotice } from './lead-notice.ts';
import { presetNamed } from './presets/presets.ts';
import { readBody } from './read-body.ts';
import { type ReadForm, readForm } from './read-form.ts';

type Deps = {
  sources: Pick<KnownSources, 'find' | 'recall' | 'listSoon'>;
  /** Throws when an address asks too often for sources that it cannot prove to be. */
  guardLookups: (req: Request) => Promise<void>;
  intake: Pick<LeadIntake, 'receive'>;
  suppressions: Pick<Suppressions, 'addMany'>;
  findKey: KnownKeys['find'];
  readPhone: (text: string) => ParsedPhone;
  queueText: QueueText;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
  log: Logger;
  now: () => Date;
};

export type TakeLead = ReturnType<typeof createTakeLead>;

export const SOURCE = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/**
 * Checks, reads and stores a lead from a form; the same on arrival and after an outage. The same
 * number for the same campaign is the same lead. `req`: the request, on arrival.
 */
export function createTakeLead(deps: Deps) {
  const { sources, intake, suppressions, findKey, readPhone, queueText, metrics, log, now } = deps;
  const count = (result: string) =>
    metrics.webhooks.inc({ provider: 'form', kind: 'lead', result });

  return async function takeLead(notice: LeadNotice, req?: Request) {
    const { source: name } = notice;
    const source = SOURCE.test(name) ? await sourceOf(notice, req) : null;
    if (!SOURCE.test(name) || !(await mayTell(source, notice, req))) {
      count(req ? 'forbidden' : 'refused_late');
      const message = `The source is not known, or its proof is not valid. ${SEE_GOING_LIVE}`;
      throw new AppError('forbidden', message);
    }
    const form = readOrCount(notice, source, !req);
    if (form.isTest) {
      count('test');
      return testAnswer(form);
    }
    // An opt-out counts, even if the rest of the lead is useless.
    if (form.refusals.length > 0) await suppressions.addMany('form', form.refusals, now());
    if (!form.ok) {
      count('malformed');
      throw refusalOf(form);
    }
    const { lead, unclear, warnings } = form;
    const campaignId = unclear ? undefined : (form.campaignId ?? source?.campaign_id ?? undefined);
    const { consent, ...rest } = lead;
    const received = await intake.receive(
      {
        ...rest,
        source: name,
        ...(consent && !unclear ? { consent } : {}),
        ...(campaignId ? { campaign_id: campaignId } : {}),
      },
      now(),
    );
    const { result, created, message_id: messageId, send_at: sendAt } = received;
    const queued = messageId ? await queueText(messageId, sendAt) : false;
    count(result);
    log.info(
      { source: name, leadId: received.lead.id, campaignId, result, created },
      'lead received',
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
      greeting: form.greeting,
      do_not_contact: scopesOf(form),
      warnings: unclear
        ? [...warnings, { path: unclear.path, message: `Not contacted: ${unclear.found}.` }]
        : warnings,
    };
  };

  /** Limits requests of unproven senders; a real source is never refused by it. */
  async function sourceOf(notice: LeadNotice, req?: Request): Promise<LeadSourceRow | null> {
    const isProven = () => {
      const known = sources.recall(notice.source);
      return known ? isFromSource(known, notice) : false;
    };
    if (req && !isProven()) {
      await deps.guardLookups(req).catch(async (refusal) => {
        await sources.listSoon();
        if (!isProven() && notice.proof.keyHash === null) throw refusal;
      });
    }
    return sources.find(notice.source);
  }

  async function mayTell(source: LeadSourceRow | null, notice: LeadNotice, req?: Request) {
    if (source && isFromSource(source, notice)) return true;
    const { keyHash } = notice.proof;
    return keyHash !== null && mayAct(await findKey(keyHash, req), 'agent');
  }

  function readOrCount(notice: LeadNotice, source: LeadSourceRow | null, isLate: boolean) {
    try {
      return readForm(readBody(notice), {
        mapping: source?.mapping ?? {},
        preset: presetNamed(source?.preset ?? 'generic'),
        readPhone,
        proof: {
          ...(notice.ip ? { ip: notice.ip } : {}),
          ...(notice.userAgent ? { user_agent: notice.userAgent } : {}),
          // A consent that was given then was not given only now.
          ...(isLate ? { at: notice.receivedAt } : {}),
        },
      });
    } catch (thrown) {
      count('malformed');
      throw thrown;
    }
  }
}

/** A test of a connection returns how the lead would be read; nothing is stored. */
function testAnswer(form: ReadForm) {
  return {
    lead_id: null,
    created: false,
    result: 'test' as const,
    campaign_id: null,
    enrollment_id: null,
    conversation_id: null,
    message_id: null,
    send_at: null,
    queued: false,
    greeting: form.ok ? form.greeting : null,
    do_not_contact: scopesOf(form),
    warnings: form.ok
      ? form.warnings
      : [{ path: form.fault.path, message: `Not read: ${form.fault.found}.` }],
  };
}

function refusalOf({ fault, reason }: Extract<ReadForm, { ok: false }>): AppError {
  if (reason === 'missing') {
    return new AppError('invalid_input', 'A lead needs a phone number.', { faults: [fault] });
  }
  return new AppError('undialable', `${fault.found}.`, { faults: [fault] });
}

function scopesOf({ refusals }: ReadForm): string[] {
  return [...new Set(refusals.map(({ scope }) => scope))];
}
