import { type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { nanpCountry } from '../zones/nanp-regions.ts';
import { isNorthAmerican, isPlaceholder } from './number-plan.ts';
import {
  COSTLY_REASONS,
  type CostlyReason,
  DENIED_RANGES,
  LIKELY_RANGES,
  NUMBER_TABLE,
  ORDINARY_UAN,
  REFUSED_TYPES,
} from './number-ranges.ts';

/** Countries that we call unless the operator configures others. */
export const DEFAULT_ALLOWED_COUNTRIES: readonly string[] =
  'US CA GB IE AU NZ FR DE ES IT NL BE PT AT CH SE NO DK FI JP IN SG MX BR ZA IL AE KR HK PH'.split(
    ' ',
  );

/** Which numbers an operator wants to reach: whole countries, and costly ranges by their names. */
export type NumberRules = {
  allowedCountries: readonly string[];
  allowedRanges: readonly string[];
};

export const DEFAULT_NUMBER_RULES: NumberRules = {
  allowedCountries: DEFAULT_ALLOWED_COUNTRIES,
  allowedRanges: [],
};

export type NumberRefusal = CostlyReason | 'impossible' | 'junk' | 'denied_country';

/** `detail` is a sentence for people and never holds the number; `range` names a costly range. */
export type NumberVerdict =
  | { ok: true; country: string; type: string | null; valid: boolean; range: string | null }
  | { ok: false; reason: NumberRefusal; detail: string; range: string | null };

const NOWHERE = '001';

/**
 * Whether a number may be contacted at all, in either direction. Every entry point asks this, and
 * the policy engine asks again for every call and text.
 */
export function judgeNumber(e164: string, rules: NumberRules): NumberVerdict {
  const named = DENIED_RANGES.find((range) => range.e164.test(e164));
  const isAllowed = (range: string) => rules.allowedRanges.includes(range);
  // Satellite and premium services are named as such even where their length is wrong.
  if (named && !isAllowed(named.id)) return costly(named.why, named.id);

  const phone = read(e164);
  if (!phone?.isPossible()) {
    return refuse('impossible', 'The number has too few or too many digits for its country.');
  }
  if (isPlaceholder(phone)) {
    return refuse('junk', 'The number is a placeholder that people type, not a real number.');
  }
  if (phone.countryCallingCode === '1' && !named && !isNorthAmerican(phone.nationalNumber)) {
    return refuse('impossible', 'No North American number begins with these digits.');
  }

  const country = countryOf(phone);
  const type = phone.getType() ?? null;
  const found = named ?? (type ? typedRange(type, country, e164) : likelyRange(e164));
  if (found && !isAllowed(found.id)) return costly(found.why, found.id);
  if (!country && found) return { ok: true, country: NOWHERE, type, valid: true, range: found.id };
  if (!country || !rules.allowedCountries.includes(country)) {
    const where = country ?? `+${phone.countryCallingCode}`;
    return refuse(
      'denied_country',
      `Numbers of ${where} are not on the list of allowed countries.`,
    );
  }
  return { ok: true, country, type, valid: phone.isValid(), range: found?.id ?? null };
}

/** The verdict on the number in the form that the committing statement needs. */
export type Dialable = { to: string; ok: boolean; why: string | null; table: string };

export function dialable(e164: string, rules: NumberRules): Dialable {
  const verdict = judgeNumber(e164, rules);
  const why = verdict.ok ? null : verdict.reason;
  return { to: e164, ok: verdict.ok, why, table: NUMBER_TABLE };
}

/**
 * Whether a costly range of this name exists: in our tables, or a country's numbers of one kind.
 */
export function isRangeName(name: string): boolean {
  const named = [...DENIED_RANGES, ...LIKELY_RANGES].some(({ id }) => id === name);
  return named || /^[a-z]{2}-(?:premium|shared-cost|personal|pager|uan|voicemail)$/.test(name);
}

function read(e164: string): PhoneNumber | null {
  try {
    return parsePhoneNumberWithError(e164, { extract: false });
  } catch {
    return null;
  }
}

function typedRange(type: string, country: string | null, e164: string) {
  const why = REFUSED_TYPES[type];
  if (!why || (why === 'uan' && ORDINARY_UAN.some((range) => range.test(e164)))) return null;
  return { id: `${(country ?? NOWHERE).toLowerCase()}-${why.replace('_', '-')}`, why };
}

function likelyRange(e164: string) {
  return LIKELY_RANGES.find((range) => range.e164.test(e164)) ?? null;
}

// In North America the area code names the country, also where the rest is in no known range.
function countryOf(phone: PhoneNumber): string | null {
  if (phone.countryCallingCode !== '1') {
    return phone.country ?? phone.getPossibleCountries()[0] ?? null;
  }
  return nanpCountry(phone.nationalNumber.slice(0, 3)) ?? phone.country ?? 'US';
}

function costly(why: CostlyReason, range: string): NumberVerdict {
  return { ok: false, reason: why, detail: COSTLY_REASONS[why], range };
}

function refuse(reason: NumberRefusal, detail: string): NumberVerdict {
  return { ok: false, reason, detail, range: null };
}
