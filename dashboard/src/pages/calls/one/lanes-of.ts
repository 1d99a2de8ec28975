import type { RowOf } from '../../../live/kinds.ts';
import { toolWords } from '../../../words/tools.ts';
import { REPLY_AIM_MS } from '../live/signal-words.ts';

type Turn = Pick<
  RowOf<'transcript'>,
  'id' | 'seq' | 'role' | 'reply_ms' | 'heard' | 'generated' | 'timestamp'
>;
export type ToolUse = { name: string; began_at: string; took_ms: number; is_done: boolean };
export type CallTimes = { answered_at: string | null; ended_at: string | null };

/** Seconds on the clock of the call. */
type Span = { from: number; to: number };
export type Lanes = {
  seconds: number;
  lead: (Span & { key: string; seq: number })[];
  agent: (Span & { key: string; seq: number })[];
  delays: { key: string; at: number; ms: number; isSlow: boolean }[];
  cutIns: { key: string; at: number }[];
  tools: (Span & { key: string; words: string; isDone: boolean })[];
};

/** A word takes about so long; the end of the last turn is not known. */
const LAST_S = 2;

/**
 * What happened on the clock of a call: when each turn began and until the next one, how long the lead
 * waited for an answer, where they cut in, and what the tools did. Null: nobody was talked with.
 */
export function lanesOf(
  { answered_at, ended_at }: CallTimes,
  turns: readonly Turn[],
  tools: readonly ToolUse[],
): Lanes | null {
  const said = turns.filter(({ role }) => role !== 'system');
  const first = said[0];
  if (!first) return null;
  const start = Math.min(Date.parse(answered_at ?? first.timestamp), Date.parse(first.timestamp));
  const second = (iso: string) => Math.max(0, (Date.parse(iso) - start) / 1_000);
  const lastAt = second(said.at(-1)?.timestamp ?? first.timestamp) + LAST_S;
  const seconds = Math.max(lastAt, ended_at ? second(ended_at) : 0);
  const spans = said.map((turn, index) => {
    const next = said[index + 1];
    return {
      turn,
      from: second(turn.timestamp),
      to: next ? Math.max(second(next.timestamp), second(turn.timestamp)) : lastAt,
    };
  });
  const spansOf = (role: Turn['role']) =>
    spans
      .filter(({ turn }) => turn.role === role)
      .map(({ turn, from, to }) => ({ key: String(turn.id), seq: turn.seq, from, to }));
  return {
    seconds,
    lead: spansOf('user'),
    agent: spansOf('assistant'),
    delays: spans.flatMap(({ turn, from }) =>
      turn.reply_ms === null
        ? []
        : {
            key: String(turn.id),
            at: from,
            ms: turn.reply_ms,
            isSlow: turn.reply_ms > REPLY_AIM_MS,
          },
    ),
    cutIns: spans.flatMap(({ turn, to }) =>
      turn.role === 'assistant' && !turn.heard && turn.generated !== null
        ? { key: String(turn.id), at: to }
        : [],
    ),
    tools: tools.map(({ name, began_at, took_ms, is_done }) => ({
      key: `${name} ${began_at}`,
      from: second(began_at),
      to: second(began_at) + took_ms / 1_000,
      words: toolWords(name, false),
      isDone: is_done,
    })),
  };
}
