import type { Backlog } from './backlog.ts';
import type { createWriteAttempts } from './write-attempts.ts';

type Attempts = Pick<ReturnType<typeof createWriteAttempts>, 'turns' | 'optOut' | 'closed'>;

/** Calls written at the same time: a database that comes back must not be overloaded. */
const SIDE_BY_SIDE = 8;

/** Writes the backlog, opt-outs first, and stops at an outage. True when all was written. */
export async function writeRound(backlog: Backlog, attempts: Attempts): Promise<boolean> {
  const results: boolean[] = [];
  for (const optOut of [...backlog.optOuts]) {
    results.push(await attempts.optOut(optOut));
    if (results.at(-1) === false) break;
  }
  const calls = backlog.calls();
  while (calls.length > 0) {
    results.push(...(await Promise.all(calls.splice(0, SIDE_BY_SIDE).map(attempts.turns))));
    if (results.at(-1) === false) break;
  }
  const ends = [...backlog.closed];
  while (ends.length > 0 && results.at(-1) !== false) {
    results.push(...(await Promise.all(ends.splice(0, SIDE_BY_SIDE).map(attempts.closed))));
  }
  return results.every(Boolean);
}
