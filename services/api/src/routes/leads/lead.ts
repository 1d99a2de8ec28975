import type { LeadInput, Leads } from '@ringback/shared/db/leads/leads.ts';
import { LeadRow } from '@ringback/shared/db/rows.ts';
import { longestOf, WRITABLE_COLUMNS, type WritableColumn } from '@ringback/shared/domain/lead.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { jsonObject, numericId, region, text, timeZone } from '../../http/fields.ts';
import { HttpError } from '../../http/http-error.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';

/** A lead as the documentation names it. */
export const Lead = LeadRow.extend({}).openapi('Lead');

export const byId = z.object({ id: numericId });

/** Columns that accept less than any text. */
const SHAPES: { [N in WritableColumn]?: z.ZodType<string> } = {
  email: z.email().max(longestOf('email')),
  timezone: timeZone,
  region,
  notes: text(longestOf('notes'), 0),
};
const shapeOf = (name: WritableColumn) => (SHAPES[name] ?? text(longestOf(name))).nullish();

// `Object.fromEntries` loses the names; they come from the table.
const writable = Object.fromEntries(
  WRITABLE_COLUMNS.map((name) => [name, shapeOf(name)]),
) as Record<WritableColumn, ReturnType<typeof shapeOf>>;

/** What may be said of a lead, when it is made and later. */
export const leadFields = {
  phone_extension: z
    .string()
    .regex(/^\d{1,11}$/, 'digits that are dialed once the line answers')
    .nullish()
    .openapi({
      description:
        'Of one of several people behind a main line; also read from the number (`x12`). Calls dial it, texts cannot.',
      example: '12',
    }),
  ...writable,
  custom: jsonObject(16_384).optional(),
};

export type LeadBody = { phone?: string | undefined } & z.output<z.ZodObject<typeof leadFields>>;

/** What is said of the extension goes before what stands behind the number. */
export function reachedAt(
  phone: Extract<ParsedPhone, { ok: true }>,
  extension: string | null | undefined,
) {
  return {
    phone: phone.e164,
    phone_extension: extension === undefined ? (phone.extension ?? null) : extension,
    country: phone.country,
  };
}

/** Only what was said is changed; what was not said is left out rather than undefined. */
export function changeOf({ phone: _, ...body }: Partial<LeadBody>): LeadInput {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

export function dialable(
  spelled: string,
  readPhone: ReadPhone,
): Extract<ParsedPhone, { ok: true }> {
  const phone = readPhone(spelled);
  if (phone.ok) return phone;
  const found = `a number that is not dialed (${phone.reason})`;
  throw new AppError('undialable', phone.detail, {
    faults: [{ path: 'phone', found, expected: 'a number that a person can answer' }],
  });
}

/** A conflict over the number says whose it is. */
export async function nameTheOther(
  leads: Pick<Leads, 'findByPhone'>,
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
