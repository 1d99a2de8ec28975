import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { nanpCountry, nanpRegions } from './nanp-regions.ts';
import { COUNTRY_ZONES, FIXED_LINE_ZONES, NANP_ZONES } from './prefixes.ts';
import { ALL_US_ZONES } from './region-zones.ts';

/** Where a number may be. No zones: unknown. */
export type NumberPlace = {
  zones: readonly string[];
  regions: readonly string[];
  country: string | null;
};

const NOWHERE: NumberPlace = { zones: [], regions: [], country: null };
const NANP_CODE_LENGTH = 3;

const zonesByAreaCode = byKey(NANP_ZONES);
const zonesByFixedLine = byKey(FIXED_LINE_ZONES);
const zonesByCountry = byKey(COUNTRY_ZONES);

/** All zones and regions in which the owner of an E.164 number may be, by its first digits. */
export function numberPlace(phone: string): NumberPlace {
  if (/^\+1\d{10}$/.test(phone)) return northAmericanPlace(phone.slice(2, 2 + NANP_CODE_LENGTH));

  const parsed = parsePhoneNumberFromString(phone);
  const country = parsed?.country;
  if (!parsed || !country) return NOWHERE;

  // A mobile number shows its country only; a fixed one shows the town.
  const line = parsed.getType() === 'FIXED_LINE' ? longestPrefix(phone.slice(1)) : undefined;
  return { zones: line ?? zonesByCountry.get(country) ?? [], regions: [], country };
}

function northAmericanPlace(areaCode: string): NumberPlace {
  const zones = zonesByAreaCode.get(areaCode);
  if (!zones) return { zones: ALL_US_ZONES, regions: [], country: 'US' };
  const regions = nanpRegions(areaCode).filter((region) => region.includes('-'));
  return { zones, regions, country: nanpCountry(areaCode) };
}

function longestPrefix(digits: string): readonly string[] | undefined {
  for (let length = digits.length; length > 1; length -= 1) {
    const zones = zonesByFixedLine.get(digits.slice(0, length));
    if (zones) return zones;
  }
  return undefined;
}

function byKey(keysByZones: Readonly<Record<string, string>>): Map<string, readonly string[]> {
  return new Map(
    Object.entries(keysByZones).flatMap(([zones, keys]) =>
      keys.split(' ').map((key) => [key, zones.split(' ')] as const),
    ),
  );
}
