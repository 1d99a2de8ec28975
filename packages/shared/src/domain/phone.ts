import {
  type CountryCode,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/max';
import { z } from 'zod';
import { splitExtension } from './extension.ts';
import { nanpCountry } from './zones/nanp-regions.ts';

/** A telephone number in one spelling only. Made here, so that no other spelling reaches a carrier. */
export const E164 = z.e164().brand<'E164'>();
export type E164 = z.infer<typeof E164>;

/** Countries we dial unless the operator says otherwise. */
export const DEFAULT_ALLOWED_COUNTRIES: readonly string[] =
  'US CA GB IE AU NZ FR DE ES IT NL BE PT AT CH SE NO DK FI JP IN SG MX BR ZA IL AE KR HK PH'.split(
    ' ',
  );

export type PhoneRefusal =
  | 'empty'
  | 'impossible'
  | 'premium'
  | 'shared_cost'
  | 'pager'
  | 'uan'
  | 'voicemail'
  | 'satellite'
  | 'denied_country';

/** What a text turned out to be. `detail` is a sentence for people and never holds the number. */
export type ParsedPhone =
  | {
      ok: true;
      e164: E164;
      /** What is dialed once a main line answers; absent where there is none. */
      extension?: string;
      /** Two letters; 'US' where a North American number names no place. */
      country: string;
      /** libphonenumber's word, such as 'MOBILE', or null where its metadata cannot tell. */
      type: string | null;
      /** False for a number of a right length that no range is known for: dial it, but warn. */
      valid: boolean;
    }
  | { ok: false; reason: PhoneRefusal; detail: string };

const REFUSED_TYPES: Readonly<Record<string, { reason: PhoneRefusal; detail: string }>> = {
  PREMIUM_RATE: { reason: 'premium', detail: 'Premium-rate numbers are not dialed.' },
  SHARED_COST: { reason: 'shared_cost', detail: 'Shared-cost numbers are not dialed.' },
  PAGER: { reason: 'pager', detail: 'Pagers cannot be called or texted.' },
  UAN: { reason: 'uan', detail: 'Company-wide access numbers (UAN) are not dialed.' },
  VOICEMAIL: { reason: 'voicemail', detail: 'The number is a mailbox, not a person.' },
};

// Inmarsat, global mobile satellite systems (Iridium, Globalstar) and international networks,
// then the two ITU codes for shared-cost and premium services without a country.
const SATELLITE = /^\+(?:870|881|882|883)/;
const INTERNATIONAL_SHARED_COST = /^\+808/;
const INTERNATIONAL_PREMIUM = /^\+979/;

// 900 and local 976 are premium even where the metadata knows no such range.
const NANP_PREMIUM = /^\+1(?:900\d{7}|\d{3}976\d{4})$/;

// Ranges kept for premium and shared-cost services, for numbers whose exact type is unknown.
const COSTLY_RANGES: Readonly<Record<string, RegExp>> = {
  AT: /^(?:8[12]|9)/,
  AU: /^19/,
  BE: /^(?:90|70)/,
  CH: /^(?:90|84)/,
  DE: /^(?:900|137|180)/,
  ES: /^(?:80[367]|90[125])/,
  FR: /^8[129]/,
  GB: /^(?:9|8[47])/,
  IE: /^15/,
  IT: /^(?:89|199|144|166)/,
  NL: /^90/,
  NZ: /^900/,
  PT: /^(?:6[04]|7[06])/,
};

/**
 * Reads a number as a person or a form writes it. Anything of a possible length is accepted,
 * because metadata lags behind new ranges; what costs money or rings no lead is refused.
 */
export function parsePhone(
  text: string,
  defaultCountry: CountryCode = 'US',
  allowedCountries: readonly string[] = DEFAULT_ALLOWED_COUNTRIES,
): ParsedPhone {
  if (text.trim() === '') return refuse('empty', 'No number was given.');

  // Satellite and premium services are named as such even where their length is wrong.
  const { main, extension } = splitExtension(text.trim());
  const written = main.replace(/^00\s*(?=[1-9])/, '+');
  const service = written.startsWith('+') ? refusedService(`+${written.replace(/\D/g, '')}`) : null;
  if (service) return service;

  const phone = read(written, defaultCountry);
  if (typeof phone === 'string') return refuse('impossible', phone);
  const e164 = E164.safeParse(phone.number);
  if (!e164.success || !phone.isPossible()) {
    return refuse('impossible', 'The number has too few or too many digits for its country.');
  }

  const country = countryOf(phone);
  const type = phone.getType() ?? null;
  const costly =
    refusedService(e164.data) ?? (type ? refusedType(type) : refusedRange(country, phone));
  if (costly) return costly;
  if (!country || !allowedCountries.includes(country)) {
    const where = country ?? `+${phone.countryCallingCode}`;
    return refuse(
      'denied_country',
      `Numbers of ${where} are not on the list of allowed countries.`,
    );
  }
  const behind = extension === null ? {} : { extension };
  return { ok: true, e164: e164.data, ...behind, country, type, valid: phone.isValid() };
}

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

function refusedService(e164: string): ParsedPhone | null {
  if (SATELLITE.test(e164)) {
    return refuse('satellite', 'Satellite and international-network numbers are not dialed.');
  }
  if (INTERNATIONAL_PREMIUM.test(e164) || NANP_PREMIUM.test(e164)) {
    return refuse('premium', 'Premium-rate numbers are not dialed.');
  }
  if (INTERNATIONAL_SHARED_COST.test(e164)) {
    return refuse('shared_cost', 'Shared-cost numbers are not dialed.');
  }
  return null;
}

function refusedType(type: string): ParsedPhone | null {
  const refused = REFUSED_TYPES[type];
  return refused ? { ok: false, ...refused } : null;
}

function refusedRange(country: string | null, phone: PhoneNumber): ParsedPhone | null {
  if (!country || !COSTLY_RANGES[country]?.test(phone.nationalNumber)) return null;
  return refuse('premium', 'The number lies in a range of premium or shared cost.');
}

// In North America the area code names the country, also where no range is known for the rest.
function countryOf(phone: PhoneNumber): string | null {
  if (phone.countryCallingCode !== '1') {
    return phone.country ?? phone.getPossibleCountries()[0] ?? null;
  }
  return nanpCountry(phone.nationalNumber.slice(0, 3)) ?? phone.country ?? 'US';
}

function refuse(reason: PhoneRefusal, detail: string): ParsedPhone {
  return { ok: false, reason, detail };
}
