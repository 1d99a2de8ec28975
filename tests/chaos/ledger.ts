import { isSpokenLine } from '@ringback/shared/providers/calls/spoken-lines.ts';
import { z } from 'zod';

const Said = z.object({
  who: z.enum(['lead', 'agent']),
  text: z.string(),
  /** The line was gone before the end of this. */
  line_cut: z.boolean().optional(),
});

/** Which telephones really rang, according to the simulator's ledger. */
export const Ledger = z.object({
  calls: z.array(
    z.object({
      sid: z.string(),
      to: z.string(),
      status: z.string(),
      answered: z.boolean(),
      direction: z.string(),
      parent_sid: z.string().nullable(),
      story: z.string(),
      damaged: z.number(),
      wordless_bytes: z.number(),
      heard: z.array(Said),
    }),
  ),
});
export type LedgerCall = z.infer<typeof Ledger>['calls'][number];
type Said = z.infer<typeof Said>;

/** The carrier's last words and ours. */
export const SAME_END: Record<string, string> = {
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'canceled',
};

export type Turn = { role: string; content: string };

/**
 * What differs between a witness's account and our transcript; null if nothing does. After a
 * barge-in the words must be the very same. Where the line itself was gone in the middle of a
 * sentence, the last word, or a twentieth of a second of sound, may or may not have got through. When
 * a machine talks over the agent there is no order between the two, and what it was saying when we
 * hung up may not be written down. Where no gateway listens in time the carrier speaks in its own
 * voice, with words of which there is no transcript.
 */
export function difference(call: Pick<LedgerCall, 'heard' | 'story'>, ours: Turn[]) {
  const spoken = call.heard.filter(({ who, text }) => who !== 'agent' || !isSpokenLine(text));
  const isCut = spoken.at(-1)?.line_cut === true;
  const sides = call.story === 'voicemail' ? (['lead', 'agent'] as const) : [null];
  const isSame = sides.every((who) => {
    const heard = spoken.filter((said) => who === null || said.who === who);
    const turns = ours.filter((turn) => who === null || turn.role === roleOf({ who }));
    const unwritten = (said: Said) => tiny(said) || (who !== null && said.line_cut === true);
    return unmatched(heard, turns, { isCut, unwritten }) === 0;
  });
  return isSame ? null : { story: call.story, heard: spoken, ours };
}

/** How many of either account have no counterpart in the other and ought to have one. */
function unmatched(
  heard: Said[],
  turns: Turn[],
  { isCut, unwritten }: { isCut: boolean; unwritten: (said: Said) => boolean },
): number {
  const left = [...turns];
  for (const said of heard) {
    const next = left[0];
    if (next && isSame(said, next)) left.shift();
    else if (!(said.line_cut && words(said.text).length <= 1)) break;
  }
  const rest = isCut ? left.filter(manyWords) : left;
  const missing = heard.filter(
    (said) => !unwritten(said) && !turns.some((turn) => isSame(said, turn)),
  );
  return rest.length + missing.length;
}

/** Characters in a twentieth of a second, as fast as they speak here. */
const MOMENT = 10;

const words = (text: string) => text.split(/\s+/).filter(Boolean);
const manyWords = ({ content }: Turn) => words(content).length > 1 && content.length > MOMENT;
const tiny = (said: Said) => said.line_cut === true && words(said.text).length <= 1;
const roleOf = ({ who }: Pick<Said, 'who'>) => (who === 'lead' ? 'user' : 'assistant');

function isSame(said: Said, { role, content }: Turn): boolean {
  if (role !== roleOf(said)) return false;
  if (said.text === content) return true;
  if (!said.line_cut) return false;
  const [shorter = '', longer = ''] = [said.text, content].sort((a, b) => a.length - b.length);
  return longer.startsWith(shorter) && words(longer).length - words(shorter).length <= 1;
}
