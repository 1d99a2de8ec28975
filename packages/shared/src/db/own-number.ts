import { z } from 'zod';
import { AppError } from '../runtime/errors.ts';

/** Why a number cannot be a lead's, with the state under which the database refuses it. */
const RULES = {
  own_number: { state: 'P0R01', message: 'The number is one of our own and cannot be a lead.' },
  withheld: { state: 'P0R02', message: 'The number was withheld: it cannot be contacted.' },
} as const;
type Rule = keyof typeof RULES;

/** The reason why the database refused a number as a lead's; null for any other failure. */
export function noLead({ code }: { code?: string }, facts: Record<string, unknown>) {
  const found = Object.entries(RULES).find(([, { state }]) => state === code);
  if (!found) return null;
  const [rule, { message }] = found;
  return new AppError('undialable', message, { facts: { ...facts, rule } });
}

/** The error for a call or text that came from an own number. */
export function ownNumberError(): AppError {
  return new AppError('undialable', RULES.own_number.message, { facts: { rule: 'own_number' } });
}

const OwnNumber = z.object({ result: z.literal('own_number') });

/** Throws where a function found that a call or text came from an own number. */
export function refuseOwnNumber(result: unknown): void {
  if (OwnNumber.safeParse(result).success) throw ownNumberError();
}

/** Why the number cannot be a lead's, if that is what was thrown. */
export function nobodyIn(thrown: unknown): Rule | null {
  if (!(thrown instanceof AppError) || thrown.code !== 'undialable') return null;
  const rule = String(thrown.facts['rule']);
  return Object.hasOwn(RULES, rule) ? (rule as Rule) : null;
}
