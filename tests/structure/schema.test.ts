import { describe, expect, it } from '@jest/globals';
import { readMigrations } from '../../scripts/embedded/migrate.ts';
import { hashMigrations, readHashes } from '../../scripts/schema/hashes.ts';
import { orderFunctions } from '../../scripts/schema/order-functions.ts';
import { readSources } from '../../scripts/schema/read-sources.ts';
import { writeMigration } from '../../scripts/schema/write-migration.ts';
import { movesOf, writeMoves } from '../../scripts/schema/write-moves.ts';

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
