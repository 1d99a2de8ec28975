import { z } from 'zod';
import { AppError } from '../runtime/errors.ts';
import { callFunction, type Db, dbError } from './client.ts';

/** Resolves when the database answers and its tables are there. */
export async function checkDatabase(db: Db): Promise<void> {
  const { error, status } = await db.from('agents').select('id').limit(1);
  if (error) throw dbError('check', error, status);
}

/** Resolves when the database also accepts writes; throws while it is read-only. */
export async function checkWrites(db: Db): Promise<void> {
  if (!z.boolean().parse(await callFunction(db, 'takes_writes', {}))) {
    throw new AppError(
      'database_unavailable',
      'The database is read-only: nothing can be written.',
    );
  }
}

/** Resolves when a service can work with it: it answers and accepts writes. */
export async function checkReady(db: Db): Promise<void> {
  await checkDatabase(db);
  await checkWrites(db);
}
