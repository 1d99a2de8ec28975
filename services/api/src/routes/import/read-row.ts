import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { isPlausibleMoment } from '@ringback/shared/domain/plausible-moment.ts';
import { readAgreedWords } from '../../lead-reading/agreed-words.ts';
import type { Field, Warning } from '../../lead-reading/field.ts';
import { readConsent, readSaidYes } from '../../lead-reading/read-consent.ts';
import { type ReadLead, readLead, type Values } from '../../lead-reading/read-lead.ts';

const KINDS = ['written', 'express', 'implied'] as const;
const WORDS = 2_000;
/** What a spreadsheet would run rather than show, if these words were opened in one. */
const FORMULA = /^[=\t\r]|^@.*[(!|]|^[+-](?![\d.,\s()-]*$)/;

/** Reads a row as a lead. A row that only says yes gets the consent given for the whole file. */
export function createReadRow({ readPhone }: { readPhone: (text: string) => ParsedPhone }) {
  return (fields: readonly Field[], ofTheFile?: NewConsent): ReadLead =>
    readLead(fields, {
      readPhone,
      guard: harmless,
      readConsent: (values, warn) => consentIn(values, ofTheFile, warn),
    });
}

function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Null: the row says no, whatever holds for the file. Undefined: the row says nothing. */
function consentIn(
  values: Values,
  ofTheFile: NewConsent | undefined,
  warn: (warning: Warning) => void,
): NewConsent | null | undefined {
  const given = values.get('consent');
  if (given && typeof given.value === 'object') {
    const within = ({ path, message }: Warning) => warn({ path: `${given.name}.${path}`, message });
    return readConsent(given.value, within) ?? null;
  }
  const cell = given === undefined ? undefined : String(given.value).trim().slice(0, WORDS);
  const said = cell?.toLowerCase();
  const named = KINDS.find((kind) => kind === said);
  const yes = named ? true : said === undefined ? undefined : readSaidYes(said);
  if (yes === false) return null;
  // Some files have the agreed words where others have a yes. Words that say no are no consent.
  const agreed = cell !== undefined && yes === undefined ? readAgreedWords(cell) : undefined;
  if (cell !== undefined && yes === undefined && agreed === undefined) return null;
  const text = textOf(values, 'consent_text') ?? agreed;
  if (yes === undefined && text === undefined) return undefined;
  const at = textOf(values, 'consent_at');
  const moment = at === undefined ? null : new Date(at);
  if (moment && !isPlausibleMoment(moment.getTime())) {
    const path = values.get('consent_at')?.name ?? 'consent_at';
    warn({
      path,
      message: 'No consent was stored: it is not a timestamp such as 2026-11-20T15:00:00Z.',
    });
    return null;
  }
  const url = textOf(values, 'consent_url');
  const ip = textOf(values, 'consent_ip');
  return {
    // With its words it is an agreement in writing; without them there is no proof.
    ...(named || text ? {} : ofTheFile),
    kind: named ?? (text ? 'written' : (ofTheFile?.kind ?? 'express')),
    ...(text ? { text } : {}),
    ...(moment ? { at: moment.toISOString() } : {}),
    ...(url ? { url } : {}),
    ...(ip ? { ip } : {}),
  };
}

function textOf(values: Values, field: Parameters<Values['get']>[0]): string | undefined {
  const value = values.get(field)?.value;
  return typeof value === 'string' ? value.trim().slice(0, WORDS) : undefined;
}
