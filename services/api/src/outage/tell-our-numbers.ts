import type { Db } from '@ringback/shared/db/client.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { retryWrite } from './retry-write.ts';

type Deps = {
  db: Db;
  numbers: readonly string[];
  carriedBy: { carrier: string; voice: string };
  log: Logger;
  now: Now;
};

/** Writes to the database which own numbers there are, and their carriers. */
export function tellOurNumbers({ db, numbers, carriedBy, log, now }: Deps) {
  const ourNumbers = createOurNumbers(db);
  return retryWrite({
    async write() {
      await ourNumbers.carriedBy(carriedBy, now());
      if (numbers.length > 0) await ourNumbers.know(numbers, now());
    },
    failed: 'own numbers are not in the database yet',
    log,
  });
}
