import type { TurnRow } from '@ringback/shared/db/rows.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';

/** What the other side heard, numbered as in the transcript; our own notes in it are left out. */
export function spokenTurns(rows: TurnRow[]): Turn[] {
  return rows
    .filter(({ role, content }) => role !== 'system' && content.trim() !== '')
    .map(({ seq, role, content }) => ({
      turn: seq,
      who: role === 'user' ? ('lead' as const) : ('agent' as const),
      text: content,
    }));
}
