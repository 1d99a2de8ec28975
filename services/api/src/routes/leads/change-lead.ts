import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import { longestOf, PLACE_COLUMNS } from '@ringback/shared/domain/lead.ts';
import {
  LEAD_STATUSES,
  type LeadStatus,
  movedByHandFrom,
} from '@ringback/shared/domain/lead-status.ts';
import { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { flag, phoneText, text } from '../../http/fields.ts';
import { HttpError } from '../../http/http-error.ts';
import { ok, one } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import { byId, changeOf, dialable, Lead, leadFields, nameTheOther, reachedAt } from './lead.ts';

type Deps = {
  leads: Leads;
  calls: Pick<Calls, 'wakeHeld'>;
  suppressions: Pick<Suppressions, 'add'>;
  queue: Pick<Producer, 'enqueue' | 'hasten'>;
  readPhone: ReadPhone;
  log: Logger;
  now: Now;
};

const LeadChange = z.strictObject({
  phone: phoneText.optional(),
  source: text(longestOf('source')).optional(),
  ...leadFields,
  call_sid: text(50).nullish().openapi({
    description:
      'Links the lead to this call, in place of any other, and with it what was said there; null unlinks it. 409 with `lead_id` where another lead has it.',
  }),
  lead_status: z.enum(LEAD_STATUSES).optional().openapi({
    description:
      'From `new` or `unreachable` to `contacted`, from `new` or `contacted` to `unreachable`, from any to `do_not_contact`, which puts the number on the do-not-contact list; from there nowhere.',
  }),
});

export const changeLead = endpoint(
  {
    method: 'patch',
    path: '/api/leads/{id}',
    tag: 'leads',
    summary: 'Change a lead',
    access: 'agent',
    params: byId,
    query: z.strictObject({
      relink: flag.optional().openapi({
        description: 'Takes the call from the lead that is linked to it.',
      }),
    }),
    body: LeadChange,
    answers: { 200: { description: 'The lead', schema: one(Lead) } },
    refusals: [404, 409, 422],
  },
  (deps: Deps) => {
    const { leads, readPhone, now } = deps;
    const { linkByHand, moveByHand, wakeCalls } = createChangesByHand(deps);
    return async function changeLead({ params, query, body }) {
      const { call_sid, lead_status, phone: spelled, phone_extension: extension, ...rest } = body;
      const before = await leads.get(params.id);
      const phone = spelled === undefined ? undefined : dialable(spelled, readPhone);
      if (phone && phone.e164 !== before.phone && before.lead_status === 'do_not_contact') {
        throw new AppError('conflict', 'Who asked not to be contacted gets no new number.');
      }
      const isSame = phone?.e164 === before.phone && phone.extension === undefined;
      // Said again without its extension, a number keeps it.
      const behind = extension === undefined && isSame ? before.phone_extension : extension;
      const number = phone
        ? reachedAt(phone, behind)
        : { ...(extension === undefined ? {} : { phone_extension: extension }) };
      // What may be refused goes first: a change that is refused has changed nothing.
      if (call_sid) await linkByHand(params.id, call_sid, query.relink ?? false);
      if (lead_status) await moveByHand(before, lead_status);
      const changed = await leads
        .update(params.id, { ...changeOf(rest), ...number }, now())
        .catch((thrown: unknown) => nameTheOther(leads, thrown, { ...before, ...number }));
      if (PLACE_COLUMNS.some((field) => changed[field] !== before[field]))
        await wakeCalls(params.id);
      if (call_sid !== null || before.call_sid === null) return ok(changed);
      await leads.unlink(before.call_sid, now());
      return ok(await leads.get(params.id));
    };
  },
);

/** What a change by hand brings with it, beside the row itself. */
function createChangesByHand({ leads, calls, suppressions, queue, log, now }: Deps) {
  return { linkByHand, moveByHand, wakeCalls };

  async function linkByHand(id: number, callSid: string, relink: boolean): Promise<void> {
    const mode = relink ? 'relink' : 'by_hand';
    const { reason, lead_id, unlinked_lead_id } = await leads.link(id, callSid, mode, now());
    if (reason === 'no_such_call') {
      const expected = 'the sid of a call that is known here';
      throw new HttpError(422, 'invalid_input', 'No call has this sid.', {
        faults: [{ path: 'call_sid', found: 'a sid that no call has', expected }],
      });
    }
    if (reason === 'taken') {
      const detail = 'Another lead is linked to this call; relink=true takes it from there.';
      throw new HttpError(409, 'conflict', detail, { extra: { ...(lead_id && { lead_id }) } });
    }
    log.info({ leadId: id, callSid, from: unlinked_lead_id ?? null }, 'call linked by hand');
  }

  async function moveByHand(lead: LeadRow, to: LeadStatus): Promise<void> {
    if (lead.lead_status === to) return;
    const from = movedByHandFrom(to);
    const isAllowed = from.includes(lead.lead_status);
    if (to === 'do_not_contact') {
      // The list is what keeps everybody away; the status only says that the number stands there.
      await suppressions.add({ phone: lead.phone, scope: 'all', source: 'api' }, now());
    } else if (!isAllowed || !(await leads.move(lead.id, to, from, now()))) {
      const detail = `A lead that is ${lead.lead_status} does not become ${to} by hand.`;
      throw new AppError('conflict', detail);
    }
    log.info({ leadId: lead.id, from: lead.lead_status, to }, 'lead moved by hand');
  }

  /** Calls that wait for this lead's morning may be made where it is day: a worker decides. */
  async function wakeCalls(leadId: number): Promise<void> {
    for (const { id, run_at: runAt } of await calls.wakeHeld(leadId, now())) {
      if (Date.parse(runAt) > now().getTime()) continue;
      try {
        const hastened = await queue.hasten(scheduleCall, { callId: id });
        if (!hastened) await queue.enqueue(scheduleCall, { callId: id });
      } catch (err) {
        // The sweep finds it, too.
        log.warn({ err, callId: id }, 'call woken without its job');
      }
    }
  }
}
