import type { Db } from '@ringback/shared/db/client.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { keepTelling } from './keep-telling.ts';

type Deps = {
  db: Db;
  numbers: readonly string[];
  carriedBy: { carrier: string; voice: string };
  log: Logger;
  now: Now;
};

/** Tells the database which numbers are ours, and who carries them. */
export function tellOurNumbers({ db, numbers, carriedBy, log, now }: Deps) {
  const ourNumbers = createOurNumbers(db);
  return keepTelling({
    async tell() {
      await ourNumbers.carriedBy(carriedBy, now());
      if (numbers.length > 0) await ourNumbers.know(numbers, now());
    },
    failed: 'the database does not know our numbers yet',
    log,
  });
}
