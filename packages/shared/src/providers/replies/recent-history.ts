import type { HistoryEntry } from './port.ts';

const MOST_ENTRIES = 80;
const MOST_CHARACTERS = 24_000;
const MOST_OF_ONE = 1_600;

/** The newest part of a history, oldest first: what a model can read at once. */
export function recentHistory(history: readonly HistoryEntry[]): HistoryEntry[] {
  const recent: HistoryEntry[] = [];
  let room = MOST_CHARACTERS;
  for (const entry of history.slice(-MOST_ENTRIES).reverse()) {
    const text = clipped(entry.text);
    room -= text.length;
    if (room < 0 && recent.length > 0) break;
    recent.unshift({ ...entry, text });
  }
  return recent;
}

function clipped(text: string): string {
  if (text.length <= MOST_OF_ONE) return text;
  return `${text.slice(0, MOST_OF_ONE).toWellFormed()} […]`;
}
