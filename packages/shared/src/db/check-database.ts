import { z } from 'zod';
import { AppError } from '../runtime/errors.ts';
import { callFunction, type Db, dbError } from './client.ts';

/** Resolves when the database answers and its tables are there. */
export async function checkDatabase(db: Db): Promise<void> {
  const { error, status } = await db.from('agents').select('id').limit(1);
  if (error) throw dbError('check', error, status);
}

/** Resolves when the database takes writes, too; throws while it only lets itself be read. */
export async function checkWrites(db: Db): Promise<void> {
  if (!z.boolean().parse(await callFunction(db, 'takes_writes', {}))) {
    throw new AppError(
      'database_unavailable',
      'The database is read-only: nothing can be written.',
    );
  }
}

/** Resolves when a service can do its work on it: it answers, and it takes writes. */
export async function checkReady(db: Db): Promise<void> {
  await checkDatabase(db);
  await checkWrites(db);
}
