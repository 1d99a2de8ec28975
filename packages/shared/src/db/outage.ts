/**
 * The answers that mean that the database is unavailable: nothing was done, the request was not
 * judged, and the same request may succeed later. Keyed by the beginning of the SQL state, or by
 * PostgREST's code where it did not reach Postgres. One table for the api and all workers.
 */
const AWAY = {
  PGRST000: 'It cannot be connected to.',
  PGRST001: 'It cannot be connected to.',
  PGRST002: 'It is starting: its tables are not read yet.',
  PGRST003: 'All of its connections are in use.',
  '08': 'The connection to it broke.',
  // A standby that was not promoted refuses to begin a transaction that might write.
  '0A000': 'It is read-only, or is being changed.',
  '25006': 'It is read-only: nothing can be written.',
  '25P03': 'It ended a transaction that was idle.',
  '25P04': 'It ended a transaction that took too long.',
  // PostgREST retries these; Postgres rolled back each time.
  '40001': 'Too many transactions want the same rows at once.',
  '40P01': 'Too many transactions want the same rows at once.',
  '53': 'It has run out of connections, memory or disk.',
  '55P03': 'Another transaction holds what was needed for too long.',
  '57': 'It is stopping, or the statement took too long.',
  '58': 'The system below it fails.',
} as const satisfies Record<string, string>;

/** A gateway answers with these in place of the database. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

const UNREACHED = 'It cannot be reached.';

/** Why the database is unavailable, for people; null when it has judged the request. */
export function outageReason(code: string | undefined, status: number | undefined): string | null {
  // Without a code the statement was not judged: the database was not reached.
  if (code === undefined || code === '') return UNREACHED;
  const known = Object.entries(AWAY).find(([start]) => code.startsWith(start));
  if (known) return known[1];
  return status !== undefined && GATEWAY_STATUSES.has(status) ? UNREACHED : null;
}
