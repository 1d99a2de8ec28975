import {
  type CountryCode,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/max';
import { z } from 'zod';
import {
  DEFAULT_NUMBER_RULES,
  judgeNumber,
  type NumberRefusal,
  type NumberRules,
} from '../policy/judge-number.ts';
import { splitExtension } from './extension.ts';
import { restoreNumber } from './restore-number.ts';

/** A phone number in its only spelling. Made here, so that no other spelling reaches a carrier. */
export const E164 = z.e164().brand<'E164'>();
export type E164 = z.infer<typeof E164>;

export type PhoneRefusal = 'empty' | 'ruined' | NumberRefusal;

/** The result of reading a number. `detail` is a sentence for people and never holds the number. */
export type ParsedPhone =
  | {
      ok: true;
      e164: E164;
      /** What is dialed once a main number answers; absent where there is none. */
      extension?: string;
      /** Two letters; 'US' where a North American number names no place. */
      country: string;
      /** libphonenumber's type, such as 'MOBILE', or null where its metadata has none. */
      type: string | null;
      /** False for a number of a possible length in no known range: dial it, but warn. */
      valid: boolean;
      /** A spreadsheet had converted it to another kind of number. */
      restored?: true;
    }
  | { ok: false; reason: PhoneRefusal; detail: string };

/** Of a number with the characters that programs write around it. */
const LONGEST = 500;

/**
 * Reads a number as a person, a form or a spreadsheet writes it. Any possible length is accepted,
 * because metadata lags behind new ranges; numbers that cost too much or reach no lead are refused.
 */
export function parsePhone(
  text: string,
  defaultCountry: CountryCode = 'US',
  rules: NumberRules = DEFAULT_NUMBER_RULES,
): ParsedPhone {
  if (text.trim() === '') return refuse('empty', 'No number was given.');
  if (text.length > LONGEST) return refuse('impossible', 'The text is no telephone number.');
  if (isOneDigit(text)) return refuse('junk', 'One digit over and over is no phone number.');

  const found = restoreNumber(text, (digits) => readings(digits, defaultCountry).length > 0);
  if (found.kind === 'ruined') return refuse('ruined', found.detail);
  if (found.text === '') return refuse('empty', 'No number was given.');

  const { main, extension } =
    found.kind === 'as_written'
      ? splitExtension(found.text)
      : { main: found.text, extension: null };
  const written = main.replace(/^00\s*(?=[1-9])/, '+');
  if (written.startsWith('+')) {
    // Satellite and premium services are named as such even where their length is wrong.
    const service = judgeNumber(`+${written.replace(/\D/g, '')}`, rules);
    if (!service.ok && service.range) return refuse(service.reason, service.detail);
  }

  const phone =
    found.kind === 'restored' ? pick(written, defaultCountry) : read(written, defaultCountry);
  if (typeof phone === 'string') return refuse('impossible', phone);
  const e164 = E164.safeParse(phone.number);
  if (!e164.success || !phone.isPossible()) {
    return refuse('impossible', 'The number has too few or too many digits for its country.');
  }
  const verdict = judgeNumber(e164.data, rules);
  if (!verdict.ok) return refuse(verdict.reason, verdict.detail);
  const { country, type, valid } = verdict;
  const restored = found.kind === 'restored' ? ({ restored: true } as const) : {};
  const behind = extension === null ? {} : { extension };
  return { ok: true, e164: e164.data, ...behind, country, type, valid, ...restored };
}

const UNSIGNED = 'The number has lost its plus sign and may be one of two numbers.';

function read(text: string, defaultCountry: CountryCode): PhoneNumber | string {
  try {
    return parsePhoneNumberWithError(text, { defaultCountry, extract: false });
  } catch (thrown) {
    if (!(thrown instanceof ParseError)) throw thrown;
    return EXPLANATIONS[thrown.message] ?? 'The text is not a telephone number.';
  }
}

const EXPLANATIONS: Readonly<Record<string, string>> = {
  INVALID_COUNTRY: 'The number starts with a country code that does not exist.',
  TOO_SHORT: 'The number has too few digits.',
  TOO_LONG: 'The number has too many digits.',
};

/** What digits may mean: a number cell has no plus sign, whether there was one or not. */
function readings(digits: string, defaultCountry: CountryCode): PhoneNumber[] {
  const ways = digits.startsWith('+') ? [digits] : [digits, `+${digits}`];
  return ways
    .map((way) => read(way, defaultCountry))
    .filter((phone) => typeof phone !== 'string')
    .filter((phone) => phone.isPossible());
}

/**
 * The one thing that restored digits can mean: a national number if such a number exists, else a
 * foreign one.
 */
function pick(digits: string, defaultCountry: CountryCode): PhoneNumber | string {
  const possible = readings(digits, defaultCountry);
  const known = possible.filter((phone) => phone.isValid());
  const [home, abroad] = known;
  // "+49 151…" and "0491 51…" may both be real.
  const isEither = home && abroad && home.number !== abroad.number;
  const isOneCountry = home?.countryCallingCode === abroad?.countryCallingCode;
  if (isEither && isOneCountry) return UNSIGNED;
  const numbers = new Set(possible.map(({ number }) => number));
  return home ?? (numbers.size === 1 ? possible[0] : undefined) ?? UNSIGNED;
}

function isOneDigit(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 7 && /^(\d)\1+$/.test(digits);
}

function refuse(reason: PhoneRefusal, detail: string): ParsedPhone {
  return { ok: false, reason, detail };
}
