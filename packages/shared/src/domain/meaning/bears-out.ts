import type { Outcome } from '../outcome.ts';
import { refusesAppointment, speaksOfBooking } from './agrees-to-time.ts';
import { asksForPerson, declines, wantsIt } from './declines.ts';

/**
 * Whether the lead's words support an outcome that a model reads in them. The rules judge only what
 * they can: interest has too many words, and a judge also looks for a refusal of contact; there the
 * rules only object to the opposite.
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
