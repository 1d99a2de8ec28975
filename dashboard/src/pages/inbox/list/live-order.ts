import type { InboxView } from '../inbox-search.ts';
import type { ListItem } from './list-item.ts';

type Row = {
  id: string;
  lead_id: number | null;
  owner: string;
  awaits_human: boolean;
  assigned_to: string | null;
  ended_at: string | null;
  handed_over_at: string | null;
  send_failed_at: string | null;
  last_inbound_at: string | null;
  last_activity_at: string;
};

type Asked = {
  view: InboxView;
  me: string;
  /** Searched: what the server found, and nothing that comes. */
  isSearch: boolean;
  /** Whether more pages lie below: what is older than the last row belongs to them. */
  hasMore: boolean;
};

/** Whether a conversation belongs to a view as it stands now. */
export function fits(row: Row, view: InboxView, me: string): boolean {
  if (view === 'ended') return row.ended_at !== null;
  if (row.ended_at !== null) return false;
  if (view === 'needs') {
    return row.awaits_human || row.owner === 'paused' || row.send_failed_at !== null;
  }
  return view === 'open' || row.assigned_to === me;
}

/** The rows of a view in order: what the server listed, as it stands now, and what has come since. */
export function liveOrder(
  listed: readonly ListItem[],
  rows: readonly Row[],
  { view, me, isSearch, hasMore }: Asked,
): ListItem[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const known = new Set(listed.map(({ key }) => key));
  const stays = (item: ListItem) => {
    const row = item.kind === 'conversation' ? byId.get(item.id) : undefined;
    return isSearch || !row || fits(row, view, me);
  };
  const items = listed.filter(stays).map((item) => ({ ...item, ...sinceOf(byId.get(item.id)) }));
  if (isSearch) return items;
  const oldest = items.at(-1);
  const end = hasMore && oldest ? (byId.get(oldest.id)?.last_activity_at ?? '') : '';
  const come = rows
    .filter(
      (row) =>
        !known.has(`conversation:${row.id}`) &&
        fits(row, view, me) &&
        (view === 'needs' || Date.parse(row.last_activity_at) > (Date.parse(end) || 0)),
    )
    .map(itemOf);
  const compare = view === 'needs' ? byNeed(byId) : byActivity(byId);
  return [...items, ...come].sort(compare);
}

const sinceOf = (row: Row | undefined) =>
  row?.awaits_human && row.handed_over_at ? { waitsSince: row.handed_over_at } : {};

const itemOf = (row: Row): ListItem => ({
  key: `conversation:${row.id}`,
  kind: 'conversation',
  id: row.id,
  leadId: row.lead_id,
  waitsSince: row.handed_over_at ?? row.send_failed_at ?? row.last_inbound_at,
  reason: null,
  unread: 0,
});

const momentOf = (iso: string | null | undefined): number => (iso ? Date.parse(iso) : 0);

const byActivity =
  (rows: ReadonlyMap<string, Row>) =>
  (a: ListItem, b: ListItem): number =>
    momentOf(rows.get(b.id)?.last_activity_at ?? b.waitsSince) -
    momentOf(rows.get(a.id)?.last_activity_at ?? a.waitsSince);

/** Whoever is on the line first, then who was promised a person; within each, who waits longest. */
const byNeed = (rows: ReadonlyMap<string, Row>) => {
  const rank = (item: ListItem): number => {
    if (item.kind === 'call') return 0;
    if (item.kind === 'analysis') return 4;
    const row = rows.get(item.id);
    if (row?.awaits_human) return 1;
    return row?.owner === 'paused' ? 2 : 3;
  };
  return (a: ListItem, b: ListItem): number =>
    rank(a) - rank(b) || momentOf(a.waitsSince) - momentOf(b.waitsSince);
};
