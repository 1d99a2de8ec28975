import type { Waiting } from './waiting.ts';
import type { createWriteAttempts } from './write-attempts.ts';

type Attempts = Pick<ReturnType<typeof createWriteAttempts>, 'turns' | 'optOut' | 'closed'>;

/** Calls written side by side: a database that comes back is not buried. */
const SIDE_BY_SIDE = 8;

/** Writes what waits, refusals first; true when all went well. Stops where the database is away. */
export async function writeRound(waiting: Waiting, attempts: Attempts): Promise<boolean> {
  const results: boolean[] = [];
  for (const optOut of [...waiting.optOuts]) {
    results.push(await attempts.optOut(optOut));
    if (results.at(-1) === false) break;
  }
  const calls = waiting.calls();
  while (calls.length > 0) {
    results.push(...(await Promise.all(calls.splice(0, SIDE_BY_SIDE).map(attempts.turns))));
    if (results.at(-1) === false) break;
  }
  const ends = [...waiting.closed];
  while (ends.length > 0 && results.at(-1) !== false) {
    results.push(...(await Promise.all(ends.splice(0, SIDE_BY_SIDE).map(attempts.closed))));
  }
  return results.every(Boolean);
}
