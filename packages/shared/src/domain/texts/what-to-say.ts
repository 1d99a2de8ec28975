import type { OptOutDecision } from '../opt-out/decide-opt-out.ts';
import {
  type ConfirmedBy,
  carrierAnswers,
  type ReceivedText,
  weConfirmOptOut,
} from './confirmation.ts';

/** Our answers to an opt-out, an opt-in and HELP. */
export type Lines = { optOut: string; optIn: string; help: string };

type Options = { lines: Lines; confirmedBy: ConfirmedBy };
type Received = ReceivedText & { decision: OptOutDecision };

/** What we send of the one answer that a lead gets; null when the carrier or nobody answers. */
export function whatToSay(text: Received, { lines, confirmedBy }: Options): string | null {
  const { decision } = text;
  switch (decision.kind) {
    case 'opt_out':
      // A lead who only wants no calls is answered like any other.
      if (decision.scope === 'voice') return null;
      return weConfirmOptOut(text, confirmedBy) ? lines.optOut : null;
    case 'opt_in':
      return carrierAnswers(text, confirmedBy) ? null : lines.optIn;
    case 'help':
      return carrierAnswers(text, confirmedBy) ? null : lines.help;
    default:
      return null;
  }
}
