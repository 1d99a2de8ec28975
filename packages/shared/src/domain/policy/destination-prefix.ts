import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** So many digits after the country code: an area code, or a range of mobile numbers. */
const DIGITS = 3;

/**
 * The range that a number belongs to. A fraudster who earns from calls to expensive numbers has
 * many of them side by side, so contacts are counted by range.
 */
export function destinationPrefix(phone: string): string {
  const code = parsePhoneNumberFromString(phone)?.countryCallingCode ?? '';
  return phone.slice(0, 1 + code.length + DIGITS);
}
