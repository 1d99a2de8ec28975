import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkMigrations } from '@ringback/shared/db/check-migrations.ts';
import { NEWEST_MIGRATION } from '@ringback/shared/db/newest-migration.ts';
import { type DatabaseWorld, startDatabaseWorld } from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

it('the newest migration in the code is the newest there is ("npm run types" writes it)', () => {
  const newest = readdirSync('supabase/migrations').sort().at(-1);
  expect(newest?.split('_')[0]).toBe(NEWEST_MIGRATION);
});

it('a database with all of them is ready, also for older code', async () => {
  await expect(checkMigrations(world.db)).resolves.toBeUndefined();
  await expect(checkMigrations(world.db, '20261120090000')).resolves.toBeUndefined();
});

it('a database that lacks one is not, and both are named', async () => {
  await expect(checkMigrations(world.db, '20991231000000')).rejects.toThrow(
    `stands at migration ${NEWEST_MIGRATION}, and this code needs 20991231000000`,
  );
});
