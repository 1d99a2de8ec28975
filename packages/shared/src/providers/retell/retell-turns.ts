import { z } from 'zod';
import { readable } from '../../domain/texts/readable.ts';

/** One thing that was said in a call; `place` counts what agent and user said, from one. */
export type SpokenTurn = {
  place: number;
  role: 'agent' | 'user';
  content: string;
  /** Seconds from the start of the call, if it is known. */
  startsAt: number | null;
};

const MOST_TURNS = 5_000;

/** What of a turn has to fit; whatever stands beside it may be odd without losing the words. */
const Spoken = z.object({ role: z.enum(['agent', 'user']), content: z.string().catch('') });
const Timed = z.object({ words: z.array(z.unknown()).min(1) });
const Word = z.object({ start: z.number().min(0).max(86_400) });

/**
 * What was said, turn by turn: out of the list of turns, else out of the one with tool calls between
 * them, else out of the plain text. A turn that cannot be read costs no other its place. Null: the call
 * was told without its words.
 */
export function readTurns(call: Record<string, unknown>): SpokenTurn[] | null {
  const { transcript_object: turns, transcript_with_tool_calls: all, transcript: text } = call;
  const sources = [turns, all, typeof text === 'string' ? linesOf(text) : null];
  const lists = sources.filter((list): list is unknown[] => Array.isArray(list));
  const [whole = null] = lists;
  return lists.map(inOrder).find((spoken) => spoken.length > 0) ?? (whole && []);
}

function inOrder(entries: unknown[]): SpokenTurn[] {
  const spoken = entries.slice(0, MOST_TURNS).flatMap((entry) => {
    const turn = Spoken.safeParse(entry);
    return turn.success ? [{ ...turn.data, startsAt: startOf(entry) }] : [];
  });
  return spoken
    .map(({ role, content, startsAt }, at) => {
      return { place: at + 1, role, content: readable(content), startsAt };
    })
    .filter(({ content }) => content.trim() !== '');
}

function startOf(entry: unknown): number | null {
  const timed = Timed.safeParse(entry);
  const word = Word.safeParse(timed.data?.words[0]);
  return word.data?.start ?? null;
}

/** `Agent: …` and `User: …`; a line without either goes on with the one before. */
function linesOf(text: string) {
  const turns: { role: string; content: string }[] = [];
  for (const line of text.split('\n')) {
    const [, who, words] = /^(Agent|User):\s?(.*)$/.exec(line) ?? [];
    const last = turns.at(-1);
    if (who !== undefined) turns.push({ role: who.toLowerCase(), content: words ?? '' });
    else if (last) last.content += `\n${line}`;
  }
  return turns.map(({ role, content }) => ({ role, content: content.trim() }));
}
