import { unreachable } from '../domain/unreachable.ts';
import type { LiveEvent } from './live-event.ts';
import type { Snapshot } from './snapshot.ts';

type Id = number | string;
type Row = { id: Id };

/**
 * The snapshot as it is after an event; the old one stays as it was. An event that it already
 * holds changes nothing, so a stream may begin before its snapshot and may repeat itself.
 */
export function applyEvent(old: Snapshot, event: LiveEvent): Snapshot {
  if (event.id <= old.last_event_id) return old;
  const now = { ...old, last_event_id: event.id };
  const { window } = old;
  switch (event.type) {
    case 'lead.created':
    case 'lead.updated':
      return { ...now, leads: put(old.leads, event.payload, window.leads, byId) };
    case 'lead.deleted':
      return withoutLead(now, event.payload.id);
    case 'call.created':
    case 'call.updated':
      return { ...now, calls: put(old.calls, event.payload, window.calls, byCreation) };
    case 'call.deleted':
      return { ...now, calls: without(old.calls, event.payload.id) };
    case 'transcript.created':
    case 'transcript.updated': {
      // Turns are read from the top, everything else has its newest first.
      const newestFirst = put(old.transcripts, event.payload, window.transcripts, byId);
      return { ...now, transcripts: newestFirst.toReversed() };
    }
    case 'transcript.deleted':
      return { ...now, transcripts: without(old.transcripts, event.payload.id) };
    case 'analysis.created':
    case 'analysis.updated':
      return { ...now, analyses: put(old.analyses, event.payload, window.analyses, byCreation) };
    case 'analysis.deleted':
      return { ...now, analyses: without(old.analyses, event.payload.id) };
    case 'appointment.created':
    case 'appointment.updated': {
      const { payload } = event;
      return {
        ...now,
        appointments: put(old.appointments, payload, window.appointments, byCreation),
      };
    }
    case 'appointment.deleted':
      return { ...now, appointments: without(old.appointments, event.payload.id) };
    case 'suppression.created':
    case 'suppression.updated': {
      const { payload } = event;
      return { ...now, suppressions: put(old.suppressions, payload, window.suppressions, byId) };
    }
    case 'changed':
      return now;
    default:
      return unreachable(event);
  }
}

/** What places a row among its kind: compared first by itself, then by id. */
type KeyOf<R, K> = (row: R) => K;
const byId = (row: { id: number }): number => row.id;
/** Moments are all written alike, in UTC: as text they stand in the order of time. */
const byCreation = (row: { created_at: string }): string => row.created_at;

function put<R extends Row, K extends Id>(
  rows: R[],
  row: R,
  from: K | null,
  keyOf: KeyOf<R, K>,
): R[] {
  const others = without(rows, row.id);
  if (from !== null && keyOf(row) < from) return others;
  return [...others, row].sort((a, b) => descending(keyOf(a), keyOf(b)) || descending(a.id, b.id));
}

const descending = (a: Id, b: Id): number => (a === b ? 0 : a < b ? 1 : -1);

function without<R extends Row>(rows: R[], id: Id): R[] {
  return rows.filter((row) => row.id !== id);
}

/** Their words go with them; of their calls the bare facts stay, and come as events of their own. */
function withoutLead(now: Snapshot, leadId: number): Snapshot {
  return {
    ...now,
    leads: without(now.leads, leadId),
    analyses: now.analyses.filter((row) => row.lead_id !== leadId),
    appointments: now.appointments.filter((row) => row.lead_id !== leadId),
  };
}
