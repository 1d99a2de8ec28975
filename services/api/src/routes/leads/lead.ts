import type { LeadInput, Leads } from '@ringback/shared/db/leads/leads.ts';
import { LeadRow } from '@ringback/shared/db/rows.ts';
import { longestOf, WRITABLE_COLUMNS, type WritableColumn } from '@ringback/shared/domain/lead.ts';
import { EXTENSION } from '@ringback/shared/domain/phone-number/extension.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { jsonObject, numericId, region, text, timeZone } from '../../http/fields.ts';
import { HttpError } from '../../http/http-error.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';

/** The schema of a lead in the documentation. */
export const Lead = LeadRow.extend({}).openapi('Lead');

export const byId = z.object({ id: numericId });

/** Columns with stricter rules than text. */
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

/** The fields of a lead that may be set when it is created and later. */
export const leadFields = {
  phone_extension: z
    .string()
    .regex(EXTENSION, 'digits that are dialed once the line answers')
    .nullish()
    .openapi({
      description:
        'The extension of a person behind a main number; also read from the number (`x12`). Calls dial it, texts cannot.',
      example: '12',
    }),
  ...writable,
  custom: jsonObject(16_384).optional(),
};

export type LeadBody = { phone?: string | undefined } & z.output<z.ZodObject<typeof leadFields>>;

/** An explicit extension takes precedence over one after the number. */
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

/** Only given fields are changed; others are left out rather than undefined. */
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

/** A conflict over the number names the lead that has it. */
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
