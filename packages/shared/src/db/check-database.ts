import { type Db, dbError } from './client.ts';

/** Resolves when the database answers and its tables are there. */
export async function checkDatabase(db: Db): Promise<void> {
  const { error, status } = await db.from('agents').select('id').limit(1);
  if (error) throw dbError('check', error, status);
}
