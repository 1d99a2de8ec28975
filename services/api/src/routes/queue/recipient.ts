import type { Decisions } from '@ringback/shared/db/decisions.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { NUMBER_TABLE } from '@ringback/shared/domain/policy/number-ranges.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { phoneText } from '../../http/fields.ts';
import { missing } from '../../http/missing.ts';

/** The recipient of a call or text: a lead, a number, or a lead with its number. */
export const recipient = {
  to: phoneText.optional().openapi({ description: 'Any spelling. Needed without lead_id.' }),
  lead_id: z.int('the id of a lead').positive('the id of a lead').optional(),
};
type Named = { to?: string | undefined; lead_id?: number | undefined };

export const isSomebodyNamed = ({ to, lead_id }: Named) =>
  to !== undefined || lead_id !== undefined;

export const NOBODY_NAMED = {
  path: ['to'],
  message: 'a number, unless lead_id is given',
  params: { found: 'nothing' },
  // Otherwise a fault in another field would hide this one.
  when: ({ value }: { value: unknown }) =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
};

type Deps = {
  leads: Pick<Leads, 'find' | 'findByPhone'>;
  decisions: Pick<Decisions, 'deny'>;
  readPhone: (text: string) => ParsedPhone;
};

/** Finds the recipient of a request. An unreachable number is refused, on record. */
export function createRecipient(
  { leads, decisions, readPhone }: Deps,
  reached: 'dialed' | 'texted',
) {
  return {
    findLead,
    /** The lead that is named by its id; the database finds the lead of a number. */
    namedLead: (named: Named) => (named.lead_id === undefined ? null : findLead(named)),

    async phoneOf(named: Named, lead: LeadRow | null, at: Date) {
      const phone = readPhone(named.to ?? lead?.phone ?? '');
      if (!phone.ok) throw await unreachableAt(phone, lead, at);
      refuseAnotherNumber(named, lead, phone);
      const extension = phone.extension ?? lead?.phone_extension;
      if (reached === 'texted' && extension) {
        throw await noTextTo(lead ?? (await findLead(named)), at);
      }
      return phone;
    },
  };

  async function findLead({ to, lead_id }: Named): Promise<LeadRow | null> {
    if (lead_id !== undefined) {
      const lead = await leads.find(lead_id);
      if (!lead) throw missing('lead_id', 'lead');
      return lead;
    }
    const given = to === undefined ? null : readPhone(to);
    return given?.ok ? leads.findByPhone(given.e164, given.extension) : null;
  }

  async function noTextTo(lead: LeadRow | null, at: Date): Promise<AppError> {
    const reason = 'A text cannot reach an extension behind a main line; a call can.';
    const denied = { leadId: lead?.id ?? null, rule: 'extension', reason, evidence: {} };
    await decisions.deny(denied, at);
    const found = 'a number with an extension';
    return new AppError('undialable', reason, {
      faults: [{ path: 'to', found, expected: 'a number of its own, such as a mobile' }],
    });
  }

  async function unreachableAt(
    { reason: why, detail }: Extract<ParsedPhone, { ok: false }>,
    lead: LeadRow | null,
    at: Date,
  ): Promise<AppError> {
    const evidence = { number: { why, table: NUMBER_TABLE } };
    const denial = { leadId: lead?.id ?? null, rule: 'undialable', reason: detail, evidence };
    await decisions.deny(denial, at);
    const found = `a number that is not ${reached} (${why})`;
    return new AppError('undialable', detail, {
      faults: [{ path: 'to', found, expected: 'a number that a person can answer' }],
    });
  }
}

/** A lead is reached at its own number: another one may belong to a person who opted out. */
function refuseAnotherNumber(
  { to, lead_id }: Named,
  lead: LeadRow | null,
  phone: Extract<ParsedPhone, { ok: true }>,
): void {
  if (lead_id === undefined || to === undefined) return;
  const isSamePerson = !phone.extension || phone.extension === lead?.phone_extension;
  if (lead?.phone === phone.e164 && isSamePerson) return;
  throw new AppError('invalid_input', 'The number is not that of the lead.', {
    faults: [
      { path: 'to', found: 'another number', expected: "the lead's own number, or nothing" },
    ],
  });
}

/** One of our own numbers was given as a recipient. */
export function ownNumber(): AppError {
  return new AppError('undialable', 'The number is an own number and cannot be a lead.', {
    faults: [{ path: 'to', found: 'an own number', expected: 'a number that a lead can answer' }],
  });
}
