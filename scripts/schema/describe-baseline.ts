import { type Baseline, hashCatalogue } from '@ringback/embedded/adopt-baseline.ts';
import { readCatalogue } from '@ringback/embedded/catalogue.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { type Migration, migrate } from '@ringback/embedded/migrate.ts';
import { openPglite } from '@ringback/embedded/open-pglite.ts';

/** What a database with this baseline is recognised by: read from one that is made for it, in memory. */
export async function describeBaseline(
  baseline: Omit<Migration, 'baseline'>,
  replaces: string[],
): Promise<Baseline> {
  const scratch = await openPglite({ dataDir: null });
  try {
    await migrate(scratch.door, [baseline], silentLog);
    return { replaces, catalogue: hashCatalogue(await readCatalogue(scratch.door.script)) };
  } finally {
    await scratch.close();
  }
}
