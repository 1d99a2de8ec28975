import type { Appointments } from '@ringback/shared/db/appointments.ts';
import type { CallLists } from '@ringback/shared/db/call-lists.ts';
import type { Calls } from '@ringback/shared/db/calls.ts';
import type { Decisions } from '@ringback/shared/db/decisions.ts';
import type { LeadInput, Leads } from '@ringback/shared/db/leads.ts';
import type { Messages } from '@ringback/shared/db/messages.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import type { Suppressions } from '@ringback/shared/db/suppressions.ts';
import { type LeadStatus, movedByHandFrom } from '@ringback/shared/domain/lead-status.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { IdPosition, readCursor, writeCursor } from '../http/cursor.ts';
import { HttpError } from '../http/http-error.ts';
import { ok, page, type Route, route } from '../http/route.ts';
import { leadSpecs, type NewLead } from './lead-specs.ts';
import { timelineOf } from './timeline.ts';

type Deps = {
  leads: Leads;
  calls: Pick<Calls, 'wakeHeld'>;
  callLists: Pick<CallLists, 'list' | 'analysesOfLead'>;
  decisions: Pick<Decisions, 'ofLead'>;
  appointments: Pick<Appointments, 'ofLead'>;
  messages: Pick<Messages, 'ofLead'>;
  suppressions: Pick<Suppressions, 'add'>;
  producer: Pick<Producer, 'enqueue' | 'hasten'>;
  readPhone: (text: string) => ParsedPhone;
  log: Logger;
  now: () => Date;
};

const STORY = 200;
/** What says where a lead is, and with it when it may be called. */
const PLACE = ['timezone', 'region', 'postal_code'] as const;

export function leadRoutes(deps: Deps): Route[] {
  const { leads, calls, callLists, messages, decisions, appointments, suppressions } = deps;
  const { producer, readPhone, log, now } = deps;

  return [
    route(leadSpecs.list, async ({ query }) => {
      const { limit, offset, q, status, outcome } = query;
      const before = readCursor(IdPosition, query.cursor)?.id;
      const found = await leads.list({
        limit: limit + 1,
        ...(offset === undefined ? {} : { offset }),
        ...(before === undefined ? {} : { before }),
        ...(q === undefined ? {} : { q }),
        ...(status === undefined ? {} : { status }),
        ...(outcome === undefined ? {} : { outcome }),
      });
      return pageOf(found, limit);
    }),

    route(leadSpecs.create, async ({ body }) => {
      const phone = dialable(body.phone);
      const lead = await leads
        .create({ ...changeOf(body), ...reachedAt(phone, body.phone_extension) }, now())
        .catch((thrown: unknown) => nameTheOther(thrown, reachedAt(phone, body.phone_extension)));
      return { status: 201, data: lead };
    }),

    route(leadSpecs.byCall, async ({ params }) => {
      const lead = await leads.findByCallSid(params.callSid);
      if (!lead) throw new AppError('not_found', 'No lead is linked to this call.');
      return ok(lead);
    }),

    route(leadSpecs.get, async ({ params }) => ok(await leads.get(params.id))),

    route(leadSpecs.change, async ({ params, query, body }) => {
      const { call_sid, lead_status, phone: spelled, phone_extension: extension, ...rest } = body;
      const before = await leads.get(params.id);
      const phone = spelled === undefined ? undefined : dialable(spelled);
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
        .catch((thrown: unknown) => nameTheOther(thrown, { ...before, ...number }));
      if (PLACE.some((field) => changed[field] !== before[field])) await wakeCalls(params.id);
      if (call_sid !== null || before.call_sid === null) return ok(changed);
      await leads.unlink(before.call_sid, now());
      return ok(await leads.get(params.id));
    }),

    route(leadSpecs.remove, async ({ params }) => {
      await leads.delete(params.id, now());
      return ok({ id: params.id, deleted: true });
    }),

    route(leadSpecs.timeline, async ({ params }) => {
      const leadId = params.id;
      const [, called, texts, analyses, decided, booked] = await Promise.all([
        leads.get(leadId),
        callLists.list({ leadId, limit: STORY }),
        messages.ofLead(leadId, STORY),
        callLists.analysesOfLead(leadId, STORY),
        decisions.ofLead(leadId, STORY),
        appointments.ofLead(leadId, STORY),
      ]);
      return page(
        timelineOf({ calls: called, texts, analyses, decisions: decided, appointments: booked }),
        null,
      );
    }),

    route(leadSpecs.why, async ({ params, query }) => {
      const before = readCursor(IdPosition, query.cursor)?.id;
      const [, found] = await Promise.all([
        leads.get(params.id),
        decisions.ofLead(params.id, query.limit + 1, before),
      ]);
      return pageOf(found, query.limit);
    }),
  ];

  function dialable(spelled: string): Extract<ParsedPhone, { ok: true }> {
    const phone = readPhone(spelled);
    if (phone.ok) return phone;
    const found = `a number that is not dialed (${phone.reason})`;
    throw new AppError('undialable', phone.detail, {
      faults: [{ path: 'phone', found, expected: 'a number that a person can answer' }],
    });
  }

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
        const hastened = await producer.hasten(scheduleCall, { callId: id });
        if (!hastened) await producer.enqueue(scheduleCall, { callId: id });
      } catch (err) {
        // The sweep finds it, too.
        log.warn({ err, callId: id }, 'call woken without its job');
      }
    }
  }

  /** A conflict over the number says whose it is. */
  async function nameTheOther(
    thrown: unknown,
    { phone, phone_extension: extension }: Pick<LeadRow, 'phone' | 'phone_extension'>,
  ): Promise<never> {
    const error = AppError.from(thrown);
    if (error.code !== 'conflict') throw error;
    const other = await leads.findByPhone(phone, extension);
    throw new HttpError(409, 'conflict', error.message, {
      cause: error,
      extra: other ? { lead_id: other.id } : {},
    });
  }
}

/** What is said of the extension goes before what stands behind the number. */
function reachedAt(
  phone: Extract<ParsedPhone, { ok: true }>,
  extension: string | null | undefined,
) {
  return {
    phone: phone.e164,
    phone_extension: extension === undefined ? (phone.extension ?? null) : extension,
    country: phone.country,
  };
}

/** One row more than asked for was fetched: it says whether there is a next page. */
function pageOf<Row extends Pick<LeadRow, 'id'>>(found: Row[], limit: number) {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return page(rows, more ? writeCursor({ id: last.id }) : null);
}

/** Only what was said is changed; what was not said is left out rather than undefined. */
function changeOf({ phone: _, ...body }: Partial<NewLead>): LeadInput {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
