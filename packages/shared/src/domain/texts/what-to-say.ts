import type { OptOutDecision } from '../opt-out/decide-opt-out.ts';
import {
  type ConfirmedBy,
  carrierAnswers,
  type HeardByCarrier,
  weConfirmOptOut,
} from './confirmation.ts';

/** What we say of our own accord to an opt-out, an opt-in and a call for help. */
export type Lines = { optOut: string; optIn: string; help: string };

type Options = { lines: Lines; confirmedBy: ConfirmedBy };
type Heard = HeardByCarrier & { decision: OptOutDecision };

/** Our part of exactly one answer, whoever gives it; null when it is not for us to say anything. */
export function whatToSay(heard: Heard, { lines, confirmedBy }: Options): string | null {
  const { decision } = heard;
  switch (decision.kind) {
    case 'opt_out':
      // Whoever only wants no calls is answered like anybody else.
      if (decision.scope === 'voice') return null;
      return weConfirmOptOut(heard, confirmedBy) ? lines.optOut : null;
    case 'opt_in':
      return carrierAnswers(heard, confirmedBy) ? null : lines.optIn;
    case 'help':
      return carrierAnswers(heard, confirmedBy) ? null : lines.help;
    default:
      return null;
  }
}
