import type { Outcome } from '../outcome.ts';
import { refusesAppointment, speaksOfBooking } from './agrees-to-time.ts';
import { asksForPerson, declines, wantsIt } from './declines.ts';

/**
 * Whether the lead's words carry the meaning of an outcome that a model reads in them. Only what the
 * rules can tell: interest has too many words, and a refusal of contact is heard by a judge as well;
 * there the rules only object to the opposite.
 */
export function bearsOut(outcome: Outcome, said: string, ours: string | null): boolean {
  switch (outcome) {
    case 'success':
      return !refusesAppointment(said) && speaksOfBooking(said, ours);
    case 'qualified':
      return !declines(said);
    case 'unqualified':
      return declines(said);
    case 'escalated':
      return asksForPerson(said);
    case 'discarded':
      return !wantsIt(said);
    case 'no_response':
      return true;
  }
}
