import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** So many digits behind the code of the country: an area code, or a range of mobile numbers. */
const DIGITS = 3;

/**
 * The range of numbers that a number belongs to. Who wants to be paid for calls to expensive numbers
 * has many of them side by side, so contacts are counted by it.
 */
export function destinationPrefix(phone: string): string {
  const code = parsePhoneNumberFromString(phone)?.countryCallingCode ?? '';
  return phone.slice(0, 1 + code.length + DIGITS);
}
