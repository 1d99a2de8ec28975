import { z } from 'zod';
import { AppError } from '../runtime/errors.ts';

/** The rules by which a number is nobody's, with the state under which the database refuses it as a lead. */
const RULES = {
  own_number: { state: 'P0R01', message: 'The number is one of our own and cannot be a lead.' },
  withheld: { state: 'P0R02', message: 'The number was withheld: nobody can be reached at it.' },
} as const;
type Rule = keyof typeof RULES;

/** What the database says of a number that can be nobody's; null for any other failure. */
export function noLead({ code }: { code?: string }, facts: Record<string, unknown>) {
  const found = Object.entries(RULES).find(([, { state }]) => state === code);
  if (!found) return null;
  const [rule, { message }] = found;
  return new AppError('undialable', message, { facts: { ...facts, rule } });
}

/** What is thrown where one of our own numbers rang or wrote to us. */
export function ownNumberError(): AppError {
  return new AppError('undialable', RULES.own_number.message, { facts: { rule: 'own_number' } });
}

const OwnNumber = z.object({ result: z.literal('own_number') });

/** Throws where a function found that one of our own numbers rang or wrote to us. */
export function refuseOwnNumber(told: unknown): void {
  if (OwnNumber.safeParse(told).success) throw ownNumberError();
}

/** Why a number is nobody's, if that is what was thrown. */
export function nobodyIn(thrown: unknown): Rule | null {
  if (!(thrown instanceof AppError) || thrown.code !== 'undialable') return null;
  const rule = String(thrown.facts['rule']);
  return Object.hasOwn(RULES, rule) ? (rule as Rule) : null;
}
