import { z } from 'zod';
import { AppError } from '../runtime/errors.ts';
import { callFunction, type Db } from './client.ts';
import { NEWEST_MIGRATION } from './newest-migration.ts';

/** Resolves when every migration that this code needs has been applied; newer ones may be there. */
export async function checkMigrations(db: Db, newest = NEWEST_MIGRATION): Promise<void> {
  const applied = z
    .string()
    .nullable()
    .parse(await callFunction(db, 'newest_migration', {}));
  if (applied !== null && applied >= newest) return;
  throw new AppError(
    'database_unavailable',
    `The database stands at migration ${applied ?? 'none'}, and this code needs ${newest}.`,
  );
}
