import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import type { Kernel } from '../kernel.ts';
import { keepTelling } from './keep-telling.ts';

type Deps = Pick<Kernel, 'db' | 'log' | 'now'> & { numbers: readonly string[] };

/** Tells the database which numbers are ours. */
export function tellOurNumbers({ db, numbers, log, now }: Deps) {
  const ourNumbers = createOurNumbers(db);
  return keepTelling({
    async tell() {
      if (numbers.length > 0) await ourNumbers.know(numbers, now());
    },
    failed: 'the database does not know our numbers yet',
    log,
  });
}
