import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { IncomingLead } from '@ringback/shared/db/leads/lead-intake.ts';
import { FORM_COLUMNS, type FormColumn, longestOf } from '@ringback/shared/domain/lead.ts';
import { countryIn } from '@ringback/shared/domain/lead-fields/country-in.ts';
import { emailIn } from '@ringback/shared/domain/lead-fields/email-in.ts';
import { visible } from '@ringback/shared/domain/lead-fields/field-key.ts';
import { spokenName } from '@ringback/shared/domain/lead-fields/greeting.ts';
import type { LeadField } from '@ringback/shared/domain/lead-fields/lead-field.ts';
import { isPlaceholder } from '@ringback/shared/domain/lead-fields/placeholders.ts';
import type { SuppressionScope } from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import { regionIn } from '@ringback/shared/domain/lead-fields/region-in.ts';
import { timeZoneIn } from '@ringback/shared/domain/lead-fields/time-zone-in.ts';
import { restoredZip } from '@ringback/shared/domain/lead-fields/zip-in.ts';
import type { ParsedPhone, PhoneRefusal } from '@ringback/shared/domain/phone-number/phone.ts';
import { postalRegions } from '@ringback/shared/domain/zones/postal-regions.ts';
import { createCustomFields } from './custom-fields.ts';
import type { Field, ReadFault, Warning } from './field.ts';
import { type Numbers, readNumbers } from './read-numbers.ts';
import { readRefusals } from './read-refusals.ts';

/** A number that somebody does not want to be reached on, with the words that say so. */
export type Refusal = { phone: string; scope: SuppressionScope; words: string };

type Read = {
  /** Also of a lead that is refused: who does not want to be contacted is not. */
  refusals: Refusal[];
  /** Every number that was told, whether or not it is one that we dial. */
  numbers: string[];
  warnings: Warning[];
};
export type ReadLead = Read &
  (
    | {
        ok: true;
        lead: IncomingLead;
        /** How a greeting calls them; null: by its fallback. */
        greeting: string | null;
        /** A field that may say "do not contact" and cannot be read. */
        unclear: ReadFault | null;
      }
    | { ok: false; fault: ReadFault; reason: PhoneRefusal | 'missing' }
  );

export type Values = ReadonlyMap<LeadField, { name: string; value: unknown }>;

export type ReadLeadOptions = {
  readPhone: (text: string) => ParsedPhone;
  /** Undefined: nothing is said of one. Null: there is none, whatever holds for the others. */
  readConsent: (values: Values, warn: (warning: Warning) => void) => NewConsent | null | undefined;
  /** Makes text harmless where it may be opened in a spreadsheet again. */
  guard?: (text: string) => string;
};

const LONGEST_NAME = longestOf('name');

/**
 * A lead from what was told of it, the same for files and forms. Name, number and consent are what a
 * lead is; whatever else does not fit is kept as it came, under its own name, and told.
 */
export function readLead(fields: readonly Field[], options: ReadLeadOptions): ReadLead {
  const { readPhone, readConsent, guard = (text) => text } = options;
  const warnings: Warning[] = [];
  const custom = createCustomFields(guard);
  const numbers = readNumbers(fields, readPhone);
  const { refused, unclear } = readRefusals(fields);
  const refusals = numbers.all.flatMap((phone) => refused.map((one) => ({ phone, ...one })));

  const chosen = numbers.found[0];
  const all = numbers.all;
  if (!chosen) return { ok: false, ...noNumber(fields, numbers), refusals, numbers: all, warnings };
  const { phone } = chosen;
  keepOtherNumbers();

  const values = new Map<LeadField, { name: string; value: unknown }>();
  for (const { name, role, value, isStructure } of fields) {
    if (role.kind === 'custom' && !isStructure) keep(name, value);
    if (role.kind !== 'field' || isEmpty(value)) continue;
    if (values.has(role.field)) keep(name, value);
    else values.set(role.field, { name, value });
  }

  const address = textOf('country', longestOf('country'));
  const country = address === undefined ? null : countryIn(address.text);
  if (address) keep(address.name, address.text);
  const where = country ?? phone.country;
  const postal = postalCode(where);
  const name = nameOf();
  const email = fitting('email', emailIn, 'an email address');
  const timezone = fitting(
    'timezone',
    (text) => timeZoneIn(text, phone.e164, where),
    'a time zone such as America/New_York or Eastern Time',
  );
  const region =
    fitting('region', (text) => regionIn(text, where), 'a region such as US-FL or Florida') ??
    regionOf(country, postal);
  const read: { [N in FormColumn]?: string | undefined } = {
    name: name && guard(name),
    email,
    timezone,
    region,
    postal_code: postal && guard(postal),
    country: phone.country,
  };
  const columns = FORM_COLUMNS.flatMap((column) => {
    const value = column in read ? read[column] : whole(column);
    return value ? [[column, value] as const] : [];
  });
  const consent = readConsent(values, warn);

  const further = custom.all();
  const lead: IncomingLead = {
    phone: phone.e164,
    ...(phone.extension ? { phone_extension: phone.extension } : {}),
    ...Object.fromEntries(columns),
    ...(further ? { custom: further } : {}),
    ...(consent === undefined ? {} : { consent }),
  };
  const greeting = spokenName(lead.name).first;
  return { ok: true, lead, greeting, unclear, refusals, numbers: all, warnings };

  function warn(warning: Warning | null): void {
    if (warning) warnings.push({ ...warning, path: warning.path.slice(0, 60) });
  }

  function keep(path: string, value: unknown): void {
    warn(custom.keep(path, value));
  }

  function keepAndTell(path: string, value: unknown, expected: string): void {
    keep(path, value);
    warn({ path, message: `Kept as it came: it is not ${expected}.` });
  }

  function keepOtherNumbers(): void {
    if (!chosen) return;
    const others = numbers.found.filter((one) => one.phone.e164 !== phone.e164);
    if (others.length > 0 || chosen.partly) {
      warn({ path: chosen.field.name, message: 'Of several numbers this one was taken.' });
    }
    if (chosen.partly) keep(chosen.field.name, chosen.field.value);
    for (const { field } of others) if (field !== chosen.field) keep(field.name, field.value);
    for (const { field, detail } of numbers.refused) {
      if (field === chosen.field) continue;
      keep(field.name, field.value);
      warn({ path: field.name, message: `Not taken: ${detail}` });
    }
  }

  /** What stands in a field as text; what is none is kept and told. */
  function textOf(field: LeadField, most: number): { name: string; text: string } | undefined {
    const told = values.get(field);
    if (!told) return undefined;
    const { name: path, value } = told;
    const text = plainText(value);
    if (text !== null && text.length <= most) return text === '' ? undefined : { name: path, text };
    keepAndTell(path, value, text === null ? 'text' : `text of at most ${most} characters`);
    return undefined;
  }

  function fitting(field: LeadField, read: (text: string) => string | null, expected: string) {
    const told = textOf(field, 2_000);
    if (!told) return undefined;
    const fits = read(told.text);
    if (fits === null) keepAndTell(told.name, told.text, expected);
    else if (field === 'email' && fits !== told.text) {
      keep(told.name, told.text);
      warn({ path: told.name, message: 'Kept as it came; the first address in it was taken.' });
    }
    return fits ?? undefined;
  }

  /** Columns without rules of their own accept any text. */
  function whole(column: FormColumn): string | undefined {
    const plain = textOf(column, longestOf(column));
    return plain && guard(plain.text);
  }

  function postalCode(of: string): string | undefined {
    const told = textOf('postal_code', longestOf('postal_code'));
    if (!told) return undefined;
    const restored = restoredZip(told.text, of);
    if (restored)
      warn({ path: told.name, message: 'Read as the ZIP that a spreadsheet shortened.' });
    return restored ?? told.text;
  }

  function nameOf(): string | undefined {
    const parts = ['first_name', 'last_name'] as const;
    const told =
      nameIn('name') ??
      parts
        .map((part) => nameIn(part) ?? '')
        .join(' ')
        .trim();
    if (told === '') return undefined;
    if (spokenName(told).full === null) {
      const path = values.get('name')?.name ?? values.get('first_name')?.name ?? 'name';
      warn({ path, message: 'No name to greet by: texts use the fallback of their greeting.' });
    }
    return told;
  }

  function nameIn(field: 'name' | 'first_name' | 'last_name'): string | undefined {
    const told = values.get(field);
    if (!told) return undefined;
    const text = plainText(nameText(told.value));
    if (text === null || isPlaceholder(text)) {
      keepAndTell(told.name, told.value, 'a name');
      return undefined;
    }
    if (text.length <= LONGEST_NAME) return text;
    keep(told.name, text);
    warn({ path: told.name, message: `Longer than a name: its first ${LONGEST_NAME} characters.` });
    return text
      .slice(0, LONGEST_NAME)
      .toWellFormed()
      .replace(/\s+\S*$/, '');
  }
}

function noNumber(fields: readonly Field[], { refused }: Numbers) {
  const [first] = refused;
  if (first) {
    const found = `${first.detail.replace(/\.$/, '')} (${first.reason})`;
    const expected = 'a number such as +12025550101';
    return {
      fault: { path: first.field.name.slice(0, 60), found, expected },
      reason: first.reason,
    };
  }
  const path = fields.find(({ role }) => role.kind === 'phone')?.name.slice(0, 60) ?? 'phone';
  const fault = { path, found: 'nothing', expected: 'a telephone number' };
  return { fault, reason: 'missing' as const };
}

/** An address abroad from a code that names one state, where the number says nothing of it. */
function regionOf(country: string | null, postal: string | undefined): string | undefined {
  if (country === null || postal === undefined) return undefined;
  const regions = postalRegions(postal).filter((one) => one.startsWith(`${country}-`));
  return regions.length === 1 ? regions[0] : undefined;
}

/** Forms send a name in parts, too. */
function nameText(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const told = value as Record<string, unknown>;
  const parts = ['first', 'first_name', 'firstName', 'middle', 'last', 'last_name', 'lastName'];
  const words = parts.map((part) => told[part]).filter((part) => typeof part === 'string');
  return words.length > 0 ? words.join(' ') : (told['value'] ?? told['full'] ?? value);
}

function plainText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  return visible(value.replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' '));
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'string' && visible(value) === '')
  );
}
