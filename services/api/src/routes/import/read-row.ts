import type { NewConsent } from '@ringback/shared/db/consents.ts';
import type { IncomingLead } from '@ringback/shared/db/lead-intake.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { readAgreedWords } from '../../webhooks/leads/agreed-words.ts';
import { readSaidYes } from '../../webhooks/leads/read-consent.ts';
import { type Column, columnOf } from './columns.ts';

/** A cell with the name of its column, or a field of an object with its name. */
export type Cell = readonly [name: string, value: string];

export type RowFault = { path: string; found: string; expected: string };
export type ReadRow = { ok: true; lead: IncomingLead } | { ok: false; fault: RowFault };

const LIMITS: Partial<Record<Column, number>> = {
  name: 200,
  first_name: 100,
  last_name: 100,
  email: 254,
  external_id: 200,
  postal_code: 20,
  consent: 2_000,
  consent_text: 2_000,
};
const KINDS = ['written', 'express', 'implied'] as const;
const CUSTOM_CHARS = 8_192;
const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/;
const REGION = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;
/** What a spreadsheet would run rather than show, should these words ever be opened in one. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d.,\s()-]*$)/;

/**
 * One row as a lead, or the first thing that is wrong with it. Values are never repeated. A row that
 * only says yes agreed to what was said of the whole file.
 */
export function createReadRow({ readPhone }: { readPhone: (text: string) => ParsedPhone }) {
  return function readRow(cells: Iterable<Cell>, ofTheFile?: NewConsent): ReadRow {
    const known = new Map<Column, string>();
    const custom = new Map<string, string>();
    let customChars = 0;
    for (const [name, value] of cells) {
      const text = value.trim();
      if (text === '') continue;
      if (text.includes('\0') || !text.isWellFormed()) {
        return no(name, 'control characters', 'plain text');
      }
      const column = columnOf(name);
      if (column === 'ignored') continue;
      if (column === null) {
        customChars += name.length + text.length;
        custom.set(name, harmless(text));
      } else if (!known.has(column)) known.set(column, text);
      const most = column && LIMITS[column];
      if (most && text.length > most) {
        return no(name, `${text.length} characters`, `at most ${most} characters`);
      }
    }
    if (customChars > CUSTOM_CHARS) {
      return no(
        'custom',
        `${customChars} characters`,
        `at most ${CUSTOM_CHARS} in further columns`,
      );
    }

    const spelled = known.get('phone');
    if (spelled === undefined) return no('phone', 'nothing', 'a telephone number');
    const phone = readPhone(unwrapped(spelled));
    if (!phone.ok) {
      const why = phone.detail.replace(/\.$/, '');
      return no('phone', `${why} (${phone.reason})`, 'a number such as +12025550101');
    }
    const email = known.get('email');
    if (email !== undefined && !EMAIL.test(email)) {
      return no('email', 'a string', 'an email address');
    }
    const timezone = known.get('timezone');
    if (timezone !== undefined && !isTimeZone(timezone)) {
      return no('timezone', 'a string', 'an IANA time zone such as America/New_York');
    }
    const region = regionIn(known.get('region'), phone.country);
    if (region !== undefined && !REGION.test(region)) {
      return no('region', 'a string', 'a region such as US-FL');
    }
    const consent = consentIn(known, ofTheFile);
    if (consent === 'unreadable') {
      return no('consent_at', 'a string', 'a moment such as 2026-11-20T15:00:00Z');
    }
    const name = known.get('name') ?? fullName(known);
    const lead: IncomingLead = {
      phone: phone.e164,
      ...(phone.extension ? { phone_extension: phone.extension } : {}),
      country: phone.country,
      ...(name ? { name: harmless(name) } : {}),
      ...(email ? { email } : {}),
      ...pick(known, 'external_id'),
      ...pick(known, 'postal_code'),
      ...(timezone ? { timezone } : {}),
      ...(region ? { region } : {}),
      ...(custom.size > 0 ? { custom: Object.fromEntries(custom) } : {}),
      ...(consent === undefined ? {} : { consent }),
    };
    return { ok: true, lead };
  };
}

function no(path: string, found: string, expected: string): ReadRow {
  return { ok: false, fault: { path: path.slice(0, 60), found, expected } };
}

function pick(known: Map<Column, string>, column: 'external_id' | 'postal_code') {
  const text = known.get(column);
  return text === undefined ? {} : { [column]: harmless(text) };
}

function fullName(known: Map<Column, string>): string {
  return [known.get('first_name'), known.get('last_name')].filter(Boolean).join(' ');
}

function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** `="+12025550101"` is how spreadsheets are kept from making a sum of a number. */
function unwrapped(text: string): string {
  return text.replace(/^=?"?'?/, '').replace(/"$/, '');
}

/** `FL` in an American file is Florida. */
function regionIn(text: string | undefined, country: string): string | undefined {
  if (text === undefined) return undefined;
  const upper = text.toUpperCase();
  return /^[A-Z]{2}$/.test(upper) && (country === 'US' || country === 'CA')
    ? `${country}-${upper}`
    : upper;
}

/** Null: the row says no, whatever is said for the whole file. Undefined: it says nothing. */
function consentIn(
  known: Map<Column, string>,
  ofTheFile: NewConsent | undefined,
): NewConsent | null | undefined | 'unreadable' {
  const cell = known.get('consent');
  const said = cell?.toLowerCase();
  const named = KINDS.find((kind) => kind === said);
  const yes = named ? true : said === undefined ? undefined : readSaidYes(said);
  if (yes === false) return null;
  // Some files have the very words where others have a yes. Words that say no are no consent.
  const agreed = cell !== undefined && yes === undefined ? readAgreedWords(cell) : undefined;
  if (cell !== undefined && yes === undefined && agreed === undefined) return null;
  const text = known.get('consent_text') ?? agreed;
  if (yes === undefined && text === undefined) return undefined;
  const at = known.get('consent_at');
  const moment = at === undefined ? null : new Date(at);
  if (moment && Number.isNaN(moment.getTime())) return 'unreadable';
  return {
    // With its words it is an agreement in writing; without, nobody can show one.
    ...(named || text ? {} : ofTheFile),
    kind: named ?? (text ? 'written' : (ofTheFile?.kind ?? 'express')),
    ...(text ? { text } : {}),
    ...(moment ? { at: moment.toISOString() } : {}),
    ...(known.has('consent_url') ? { url: known.get('consent_url') } : {}),
    ...(known.has('consent_ip') ? { ip: known.get('consent_ip') } : {}),
  } as NewConsent;
}

const zones = new Map<string, boolean>();
const MOST_ZONES = 1_000;

/** Asking the runtime is slow, and a file has few zones. */
function isTimeZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  let is = /^[A-Za-z]/.test(name);
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
  } catch {
    is = false;
  }
  if (zones.size < MOST_ZONES) zones.set(name, is);
  return is;
}
