import { fieldKey } from '@ringback/shared/domain/lead-fields/field-key.ts';
import type { ParsedPhone, PhoneRefusal } from '@ringback/shared/domain/phone-number/phone.ts';
import type { Field } from './field.ts';

type Dialable = Extract<ParsedPhone, { ok: true }>;

/** A number that can be dialed, with its field; `partly`: it was one of several there. */
export type FoundNumber = { field: Field; phone: Dialable; partly: boolean };
export type RefusedNumber = { field: Field; reason: PhoneRefusal; detail: string };

export type Numbers = {
  /** Best first: a mobile before others, then in the sender's order. */
  found: FoundNumber[];
  refused: RefusedNumber[];
  /** Every recognizable number, also one that would not be dialed. */
  all: string[];
};

const BETWEEN = /\s*(?::::|[;|/\n]|,(?=\s*[+(0-9])|\s(?:or|oder|ou|o|and|und|et|y)\s)\s*/;
/** At most so many numbers are read from one field, and at most so much of it. */
const MOST_NUMBERS = 20;
const LONGEST = 2_000;
/** If an object is sent for a number, its number is under one of these names. */
const INSIDE = [
  'e164',
  'international',
  'full',
  'value',
  'number',
  'phone',
  'phone_number',
  'raw',
  'text',
];

/** Reads every field that may hold a number of the lead. */
export function readNumbers(
  fields: readonly Field[],
  readPhone: (text: string) => ParsedPhone,
): Numbers {
  const types = typesBeside(fields);
  const found: FoundNumber[] = [];
  const refused: RefusedNumber[] = [];
  const all = new Set<string>();
  const ranked = fields
    .flatMap((field) => (field.role.kind === 'phone' ? [{ field, rank: field.role.rank }] : []))
    .map(({ field, rank }) => ({ field, rank: types.get(fieldKey(field.name)) ?? rank }))
    .sort((a, b) => a.rank - b.rank);
  for (const { field } of ranked) {
    for (const written of textsIn(field.value)) {
      const text = written.slice(0, LONGEST);
      const whole = readPhone(unwrapped(text));
      const parts = whole.ok
        ? []
        : text.split(BETWEEN, MOST_NUMBERS).filter((part) => /\d{5}/.test(part));
      const read = parts.length > 1 ? parts.map((part) => readPhone(unwrapped(part))) : [whole];
      for (const [at, phone] of read.entries()) {
        const e164 = phone.ok ? phone.e164 : asWritten(parts[at] ?? text);
        if (e164) all.add(e164);
        if (phone.ok) found.push({ field, phone, partly: parts.length > 1 });
        else refused.push({ field, reason: phone.reason, detail: phone.detail });
      }
    }
  }
  return { found, refused, all: [...all] };
}

/** A number that would not be dialed today may be on a suppression list all the same. */
export function asWritten(text: string): string | null {
  const bare = text.replace(/[\p{Cf}\s().-]/gu, '');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
}

/** Address books give the kind of "Phone 1 - Value" in "Phone 1 - Type". */
function typesBeside(fields: readonly Field[]): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const { name, value } of fields) {
    const of = /^(.*_\d+)_(?:type|label)$/.exec(fieldKey(name))?.[1];
    if (of && typeof value === 'string' && /mobil|cell|handy|portable/i.test(value)) {
      ranks.set(`${of}_value`, 0);
      ranks.set(of, 0);
    }
  }
  return ranks;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.slice(0, 10).flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = INSIDE.filter((name) => Object.hasOwn(value, name));
  return own.flatMap((name) => textsIn((value as Record<string, unknown>)[name])).slice(0, 1);
}

/** `="+12025550101"` keeps spreadsheets from calculating with a number. */
function unwrapped(text: string): string {
  return text
    .replace(/^=?"?'?/, '')
    .replace(/"$/, '')
    .trim();
}
