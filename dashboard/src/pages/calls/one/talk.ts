import type { RowOf } from '../../../live/kinds.ts';

type Turn = Pick<RowOf<'transcript'>, 'role' | 'reply_ms' | 'generated' | 'heard' | 'timestamp'>;

export type Talk = {
  /** In milliseconds; null: nothing was answered. */
  medianMs: number | null;
  longestMs: number | null;
  /** How often the lead cut in. */
  cutIns: number;
};

/** How the two talked: how long the lead waited for answers, and who spoke over whom. */
export function talkOf(turns: readonly Turn[]): Talk {
  const waits = turns.flatMap(({ reply_ms }) => reply_ms ?? []).sort((a, b) => a - b);
  const middle = Math.floor(waits.length / 2);
  const medianMs =
    waits.length % 2 === 1
      ? (waits[middle] ?? null)
      : waits.length === 0
        ? null
        : ((waits[middle - 1] ?? 0) + (waits[middle] ?? 0)) / 2;
  return {
    medianMs,
    longestMs: waits.at(-1) ?? null,
    cutIns: turns.filter(
      ({ role, heard, generated }) => role === 'assistant' && !heard && generated !== null,
    ).length,
  };
}
