import { ALL_KINDS, type Kind } from './kinds.ts';
import type { LiveEvent } from './live-event.ts';
import type { Snapshot } from './snapshot.ts';

/** Any kind's row, read through the columns that its entry among the kinds names. */
type Row = Record<string, unknown>;
/** Moments have one format, in UTC: as text they sort by time. */
type Cell = number | string;

const kinds = new Map(ALL_KINDS);

/**
 * The snapshot after an event; the old one stays as it was. An event that it already contains
 * changes nothing, so a stream may begin before its snapshot and may repeat itself.
 */
export function applyEvent(old: Snapshot, event: LiveEvent): Snapshot {
  if (event.id <= old.last_event_id) return old;
  return { ...old, ...changedLists(old, event), last_event_id: event.id };
}

function changedLists(old: Snapshot, event: LiveEvent): Record<string, Row[]> {
  const [noun = '', verb] = event.type.split('.');
  const kind = kinds.get(noun);
  if (!kind) return {};
  const row: Row = event.payload;
  const others = listOf(old, kind).filter((other) => !isSame(kind, other, row));
  const rows =
    verb === 'deleted' || !belongsIn(old, kind, row)
      ? others
      : [...others, row].sort((a, b) => compare(kind, a, b));
  const gone = event.type === 'lead.deleted' ? goneWithLead(old, event.payload.id) : {};
  return { ...gone, [kind.list]: rows };
}

/**
 * Their words go with them; of their calls the bare facts stay, and come as events of their own.
 */
function goneWithLead(old: Snapshot, leadId: number): Record<string, Row[]> {
  const lists = ALL_KINDS.filter(([, { goesWithLead }]) => goesWithLead).map(([, kind]) => [
    kind.list,
    listOf(old, kind).filter((row) => row['lead_id'] !== leadId),
  ]);
  return Object.fromEntries(lists);
}

function belongsIn({ window }: Snapshot, { list, place }: Kind, row: Row): boolean {
  const from = (window as Record<string, Cell | null>)[list] ?? null;
  return place === null || from === null || cell(row, place) >= from;
}

const isSame = ({ key }: Kind, a: Row, b: Row): boolean =>
  key.every((column) => a[column] === b[column]);

/** By place, then by key: the newest first, but parts in the order in which they were written. */
function compare({ place, key, isPart }: Kind, a: Row, b: Row): number {
  for (const column of place === null ? key : [place, ...key]) {
    const [left, right] = [cell(a, column), cell(b, column)];
    if (left !== right) return left < right === Boolean(isPart) ? -1 : 1;
  }
  return 0;
}

/** Places and keys are numbers and texts; other types could not be compared. */
const cell = (row: Row, column: string): Cell => row[column] as Cell;

/** A snapshot has a list of rows for every kind: it is made from the same table. */
const listOf = (snapshot: Snapshot, { list }: Kind): Row[] => (snapshot as Row)[list] as Row[];
