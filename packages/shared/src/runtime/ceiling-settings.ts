import { z } from 'zod';
import type { Ceilings } from '../domain/policy/ceilings.ts';
import { count } from './settings.ts';

const usd = z.coerce.number('an amount in USD').min(0).max(1_000_000).optional();

/** Ceilings on money and on how much leaves, read by every service that spends or reports it. */
export const ceilings = {
  /** What a UTC day may cost: all, calls alone, texts alone. Not set: no limit. */
  DAILY_BUDGET_USD: usd,
  DAILY_CALL_BUDGET_USD: usd,
  DAILY_TEXT_BUDGET_USD: usd,
  /** The part of it that only answers to leads may use. */
  ANSWER_RESERVE_PERCENT: count(10, { min: 0, max: 90 }),
  CONTACTS_PER_PREFIX_HOUR: count(1_000),
  CONTACTS_PER_KEY_DAY: count(10_000),
};

type Read = z.output<z.ZodObject<typeof ceilings>>;

/** The same under the names that the rules have for them. */
export function ceilingsOf(env: Read): Ceilings {
  return {
    budgets: {
      day: env.DAILY_BUDGET_USD ?? null,
      calls: env.DAILY_CALL_BUDGET_USD ?? null,
      texts: env.DAILY_TEXT_BUDGET_USD ?? null,
    },
    answerReserve: env.ANSWER_RESERVE_PERCENT / 100,
    perPrefixHour: env.CONTACTS_PER_PREFIX_HOUR,
    perKeyDay: env.CONTACTS_PER_KEY_DAY,
  };
}
