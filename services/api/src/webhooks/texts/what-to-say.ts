import type { OptOutDecision } from '@ringback/shared/domain/texts/opt-out.ts';

/** What we say of our own accord to an opt-out, an opt-in and a call for help. */
export type Lines = { optOut: string; optIn: string; help: string };

/**
 * Who tells the lead that the opt-out was understood. `carrier`: it answers its own keywords, and we
 * answer other words. `us`: its answers are switched off. `nobody`: the operator wants silence.
 */
export type ConfirmedBy = 'carrier' | 'us' | 'nobody';

type Options = { lines: Lines; confirmedBy: ConfirmedBy };

type Heard = {
  decision: OptOutDecision;
  /** The lead's words as they came. */
  body: string;
  ourNumber: string;
  /** The carrier says that it took the text for a keyword, and has answered it. */
  carrierActed: boolean;
};

/** The words that the carrier answers by itself, if they are the whole text. */
const ANSWERED = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout start yes unstop help info'.split(' '),
);
/** There the network itself sends an answer, and lets none of ours through. */
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/;

/** Our part of exactly one answer, whoever gives it; null when it is not for us to say anything. */
export function whatToSay(heard: Heard, { lines, confirmedBy }: Options): string | null {
  const { decision, body, ourNumber, carrierActed } = heard;
  const answeredThere =
    confirmedBy === 'carrier' && (carrierActed || ANSWERED.has(body.trim().toLowerCase()));
  if (answeredThere) return null;
  switch (decision.kind) {
    case 'opt_out':
      return confirmedBy === 'nobody' || TOLL_FREE.test(ourNumber) ? null : lines.optOut;
    case 'opt_in':
      return lines.optIn;
    case 'help':
      return lines.help;
    default:
      return null;
  }
}
