import { type ParsedPhone, parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import type { Config } from '../config.ts';

export type ReadPhone = (text: string) => ParsedPhone;

/**
 * Reads a number in any spelling; one without a country code belongs to the country in the
 * settings.
 */
export const readPhoneBy =
  ({ defaultCountry, numbers }: Pick<Config, 'defaultCountry' | 'numbers'>): ReadPhone =>
  (text) =>
    parsePhone(text, defaultCountry, numbers);
