import { z } from 'zod';
import { readable } from '../../domain/texts/readable.ts';

/** One turn of a call; `place` counts what agent and user said, from one. */
export type SpokenTurn = {
  place: number;
  role: 'agent' | 'user';
  content: string;
  /** Seconds from the start of the call, if it is known. */
  startsAt: number | null;
};

const MOST_TURNS = 5_000;
/** Some turns have two. */
const MOST_LINES = 6_000;

const Word = z.object({ start: z.number().min(0).max(86_400) });

/**
 * What was said, turn by turn: from the list of turns, else from the one with tool calls between
 * them, else from the plain text. An unreadable turn does not shift the places of the others. Null:
 * the call was reported without its words.
 */
export function readTurns(call: Record<string, unknown>): SpokenTurn[] | null {
  const { transcript_object: turns, transcript_with_tool_calls: all, transcript: text } = call;
  let isTold = false;
  for (const source of [turns, all, text]) {
    const list = typeof source === 'string' && source === text ? linesOf(source) : source;
    if (!Array.isArray(list)) continue;
    isTold = true;
    const spoken = inOrder(list);
    if (spoken.length > 0) return spoken;
  }
  return isTold ? [] : null;
}

function inOrder(entries: unknown[]): SpokenTurn[] {
  const spoken = entries.slice(0, MOST_TURNS).flatMap((entry) => {
    if (!isSpoken(entry)) return [];
    const { role, content } = entry;
    return [
      { role, content: typeof content === 'string' ? content : '', startsAt: startOf(entry) },
    ];
  });
  return spoken
    .map(({ role, content, startsAt }, at) => {
      return { place: at + 1, role, content: readable(content), startsAt };
    })
    .filter(({ content }) => content.trim() !== '');
}

/**
 * Whether a person or the agent said it, and no tool. By hand: there may be thousands, and a schema
 * is slow on misfits. Anything else in a turn may be odd without losing the words.
 */
export function isSpoken(entry: unknown): entry is { role: 'agent' | 'user'; content?: unknown } {
  const { role } = Object(entry) as { role?: unknown };
  return role === 'agent' || role === 'user';
}

function startOf(entry: unknown): number | null {
  const { words } = Object(entry) as { words?: unknown };
  const [first] = Array.isArray(words) ? words : [];
  return Word.safeParse(first).data?.start ?? null;
}

/** `Agent: …` and `User: …`; a line without either continues the one before. */
function linesOf(text: string) {
  const turns: { role: string; content: string }[] = [];
  for (const line of text.split('\n', MOST_LINES)) {
    const [, who, words] = /^(Agent|User):\s?(.*)$/.exec(line) ?? [];
    const last = turns.at(-1);
    if (who !== undefined) turns.push({ role: who.toLowerCase(), content: words ?? '' });
    else if (last) last.content += `\n${line}`;
  }
  return turns.map(({ role, content }) => ({ role, content: content.trim() }));
}
