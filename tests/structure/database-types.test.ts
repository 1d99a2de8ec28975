import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationsStamp } from '@ringback/scripts/migrations-stamp.ts';
import { type DatabaseWorld, startDatabaseWorld } from '@ringback/testing/database-world.ts';

const types = readFileSync('packages/shared/src/db/database.types.ts', 'utf8');

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

describe('the types of the database', () => {
  it('were made from these migrations (npm run types makes them anew)', () => {
    expect(/^\/\/ migrations: (\w+)$/m.exec(types)?.[1]).toBe(migrationsStamp());
  });

  it('name every column there is, and no other', async () => {
    const columns = await world.exec(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' order by 1`,
    );
    const inTypes = [...types.matchAll(/"(\w+)": \{\s*Row: \{\s*([^}]+)\}/g)].flatMap(
      ([, table = '', row = '']) =>
        [...row.matchAll(/"(\w+)":/g)].map(([, column = '']) => `${table}.${column}`),
    );
    expect(inTypes.sort()).toEqual(columns.map((row) => String(row['name'])).sort());
  });

  it('name every function there is', async () => {
    const functions = await world.exec(
      `select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' order by 1`,
    );
    for (const { name } of functions) expect(types).toContain(`"${name}":`);
  });
});
