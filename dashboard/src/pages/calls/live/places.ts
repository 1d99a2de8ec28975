import type { RowOf } from '../../../live/kinds.ts';

export type Placed = Pick<RowOf<'call'>, 'id' | 'status' | 'ended_at' | 'person_asked_at'>;
/** Ids by place; null is a free place. */
export type Places = readonly (string | null)[];

const LIVE: ReadonlySet<string> = new Set([
  'dialing',
  'queued',
  'unknown',
  'ringing',
  'in_progress',
]);
const STAYS_MS = 60_000;

export const isLive = (call: Pick<Placed, 'status'>): boolean => LIVE.has(call.status);

/** Whether a call is on the wall: while it is live, and for a minute after it ended. */
export function isShown(call: Placed, now: number): boolean {
  if (isLive(call)) return true;
  return call.ended_at !== null && now - Date.parse(call.ended_at) < STAYS_MS;
}

/**
 * A call keeps its place; a new one takes the first free place. A call that asks for a person
 * changes places with the first one, unless that asks too.
 */
export function nextPlaces(before: Places, calls: readonly Placed[], now: number): Places {
  const shown = new Map(calls.filter((call) => isShown(call, now)).map((call) => [call.id, call]));
  const places = before.map((id) => (id !== null && shown.has(id) ? id : null));
  for (const id of shown.keys()) {
    if (places.includes(id)) continue;
    const free = places.indexOf(null);
    places[free < 0 ? places.length : free] = id;
  }
  const asks = (id: string | null | undefined) => {
    const call = id ? shown.get(id) : undefined;
    return call !== undefined && isLive(call) && call.person_asked_at !== null;
  };
  const asking = places.findIndex(asks);
  if (asking > 0) [places[0], places[asking]] = [places[asking] ?? null, places[0] ?? null];
  while (places.length > 0 && places.at(-1) === null) places.pop();
  return places;
}
