/**
 * Which answers mean that the database is away: nothing was done, nobody has judged what was asked,
 * and the same question may well be answered later. By the beginning of the SQL state, or by the code
 * that PostgREST gives where it reached no Postgres at all. One table for the api and all workers.
 */
const AWAY = {
  PGRST000: 'It cannot be connected to.',
  PGRST001: 'It cannot be connected to.',
  PGRST002: 'It is just starting: its tables are not read yet.',
  PGRST003: 'Every connection to it is taken.',
  '08': 'The connection to it broke.',
  // A standby that has not taken over refuses to begin a transaction that might write.
  '0A000': 'It is read-only, or is just being changed.',
  '25006': 'It is read-only: nothing can be written.',
  '25P03': 'It has given up on a transaction that waited.',
  '25P04': 'It has given up on a transaction that took too long.',
  // Said again and again before it gets here: Postgres took the statement back each time.
  '40001': 'Too many want the same rows at once.',
  '40P01': 'Too many want the same rows at once.',
  '53': 'It has run out of connections, memory or disk.',
  '55P03': 'Somebody else holds what was needed for too long.',
  '57': 'It is stopping, or the statement took too long.',
  '58': 'The system below it fails.',
} as const satisfies Record<string, string>;

/** A door that answers in place of the database. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

const UNREACHED = 'It cannot be reached.';

/** Why the database is away, for people; null when it has judged what was asked. */
export function awayReason(code: string | undefined, status: number | undefined): string | null {
  // Without a code nobody has judged the statement: the database was not reached.
  if (code === undefined || code === '') return UNREACHED;
  const known = Object.entries(AWAY).find(([start]) => code.startsWith(start));
  if (known) return known[1];
  return status !== undefined && GATEWAY_STATUSES.has(status) ? UNREACHED : null;
}
