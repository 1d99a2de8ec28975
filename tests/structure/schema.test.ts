import { describe, expect, it } from '@jest/globals';
import { readMigrations } from '@ringback/embedded/migrate.ts';
import { copyIn, writeCopies } from '@ringback/scripts/schema/copies.ts';
import { hashMigrations, readHashes } from '@ringback/scripts/schema/hashes.ts';
import { orderFunctions } from '@ringback/scripts/schema/order-functions.ts';
import { readSources } from '@ringback/scripts/schema/read-sources.ts';
import { writeMigration } from '@ringback/scripts/schema/write-migration.ts';

const { functions } = readSources('supabase/schema');
const MIGRATIONS = readMigrations('supabase/migrations');

describe('the functions of the database', () => {
  it('call their own floor without a circle, and lower floors', () => {
    expect(orderFunctions(functions)).toHaveLength(functions.length);
  });

  it('are in the migrations as they are in the sources (npm run migration -- <name>)', () => {
    const next = writeMigration({ functions, copies: writeCopies() }, MIGRATIONS);
    expect(next.match(/^(create or replace|drop) function \S+/gm) ?? []).toEqual([]);
  });
});

it.each(writeCopies().map((copy) => [/^delete from (.+);/.exec(copy)?.[1], copy]))(
  '%s is in the migrations as the domain has it (npm run migration -- <name>)',
  (_, copy = '') => expect(copyIn(MIGRATIONS, copy)).toBe(copy),
);

it('no migration is edited once it is written (npm run migration keeps their hashes)', () => {
  expect(hashMigrations('supabase/migrations')).toEqual(readHashes('supabase/history'));
});
