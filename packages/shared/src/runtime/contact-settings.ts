import { z } from 'zod';
import type { parsePhone } from '../domain/phone-number/phone.ts';
import { type ContactCaps, DEFAULT_CONTACT_CAPS } from '../domain/policy/contact-input.ts';
import {
  DEFAULT_ALLOWED_COUNTRIES,
  isRangeName,
  type NumberRules,
} from '../domain/policy/judge-number.ts';
import { count } from './settings.ts';

type Country = NonNullable<Parameters<typeof parsePhone>[1]>;

export const country = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .refine(isCountry, 'a two-letter country such as US');

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function isCountry(code: string): code is Country {
  return /^[A-Z]{2}$/.test(code) && REGIONS.of(code) !== undefined;
}

/** Which numbers are called and texted at all, by any service. */
export const allowedNumbers = {
  ALLOWED_COUNTRIES: z
    .string()
    .transform((codes) => codes.split(','))
    .pipe(z.array(country))
    .optional(),
  ALLOWED_COSTLY_RANGES: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim().toLowerCase()))
    .pipe(z.array(z.string().refine(isRangeName, 'names of ranges, such as gb-70 or fr-uan')))
    .optional(),
};

type AllowedNumbers = {
  [Name in keyof typeof allowedNumbers]?: z.output<(typeof allowedNumbers)[Name]>;
};

export const numberRulesOf = (env: AllowedNumbers): NumberRules => ({
  allowedCountries: env.ALLOWED_COUNTRIES ?? DEFAULT_ALLOWED_COUNTRIES,
  allowedRanges: env.ALLOWED_COSTLY_RANGES ?? [],
});

/** The most that one lead gets. Calls and texts share them, so every service reads all of them. */
export const contactCaps = {
  TEXTS_PER_DAY: count(DEFAULT_CONTACT_CAPS.textsPerDay, { max: 20 }),
  CALLS_PER_DAY: count(DEFAULT_CONTACT_CAPS.callsPerDay, { max: 20 }),
  TOUCHES_PER_DAY: count(DEFAULT_CONTACT_CAPS.touchesPerDay, { max: 20 }),
  TOUCHES_PER_WEEK: count(DEFAULT_CONTACT_CAPS.touchesPerWeek, { max: 100 }),
};

type Caps = { [Name in keyof typeof contactCaps]: z.output<(typeof contactCaps)[Name]> };

export const capsOf = (env: Caps): ContactCaps => ({
  textsPerDay: env.TEXTS_PER_DAY,
  callsPerDay: env.CALLS_PER_DAY,
  touchesPerDay: env.TOUCHES_PER_DAY,
  touchesPerWeek: env.TOUCHES_PER_WEEK,
});
