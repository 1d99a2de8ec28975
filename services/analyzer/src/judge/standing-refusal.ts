import type { TextCase } from '@ringback/shared/db/texts/text-analyses.ts';
import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import { z } from 'zod';

type Message = TextCase['messages'][number];

/** What was found when the text came in. */
const Found = z.object({
  kind: z.enum(['opt_out', 'opt_in', 'help', 'none']),
  words: z.string().nullish(),
  scope: z.enum(['all', 'voice', 'sms']).nullish(),
});

export type OptOuts = {
  /** The last refusal that the lead has not taken back; null if there is none. */
  refusal: { turn: number; words: string; scope: 'all' | 'sms' } | null;
  /** Refusals up to this turn were taken back by START; 0 if none was. */
  liftedTo: number;
};

/** The refusal of the lead that is in force at the end. A lead that only refuses calls goes on texting. */
export function standingRefusal(messages: readonly Message[]): OptOuts {
  const known: OptOuts = { refusal: null, liftedTo: 0 };
  const ours: string[] = [];
  for (const message of messages) {
    if (message.author !== 'lead') {
      if (message.body) ours.unshift(message.body);
      continue;
    }
    const { kind, words, scope } = decisionOn(message, ours);
    if (kind === 'opt_in') Object.assign(known, { refusal: null, liftedTo: message.seq });
    if (kind === 'opt_out' && scope !== 'voice') {
      known.refusal = {
        turn: message.seq,
        words: words ?? message.body?.trim() ?? '',
        scope: scope ?? 'all',
      };
    }
  }
  return known;
}

function decisionOn(
  { opt_out, refusal_verdict: verdict, body }: Message,
  ours: readonly string[],
): z.infer<typeof Found> {
  const found = Found.safeParse(opt_out);
  // A finding of that time knew the question before the text. No finding may mean that the entry point
  // did not check, or old rules; but what a judge has cleared, the rules do not report again.
  if (found.success && found.data.kind !== 'none') return found.data;
  if (verdict === 'not') return { kind: 'none' };
  return decideOptOut(leadsWords(body ?? '', ours));
}
