import { describe, expect, it } from '@jest/globals';
import { readMigrations } from '@ringback/embedded/migrate.ts';
import { hashMigrations, readHashes } from '@ringback/scripts/schema/hashes.ts';
import { orderFunctions } from '@ringback/scripts/schema/order-functions.ts';
import { readSources } from '@ringback/scripts/schema/read-sources.ts';
import { writeMigration } from '@ringback/scripts/schema/write-migration.ts';
import { movesOf, writeMoves } from '@ringback/scripts/schema/write-moves.ts';

const { functions } = readSources('supabase/schema');
const MIGRATIONS = readMigrations('supabase/migrations');

describe('the functions of the database', () => {
  it('call their own floor without a circle, and lower floors', () => {
    expect(orderFunctions(functions)).toHaveLength(functions.length);
  });

  it('are in the migrations as they are in the sources (npm run migration -- <name>)', () => {
    const next = writeMigration({ functions, moves: writeMoves() }, MIGRATIONS);
    expect(next.match(/^(create or replace|drop) function \S+/gm) ?? []).toEqual([]);
  });
});

it('the moves of the domain are in the migrations (npm run migration -- <name>)', () => {
  expect(movesOf(MIGRATIONS)).toBe(writeMoves());
});

it('no migration is edited once it is written (npm run migration keeps their hashes)', () => {
  expect(hashMigrations('supabase/migrations')).toEqual(readHashes('supabase/history'));
});
