import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DatabaseWorld,
  PUBLISHABLE_KEY,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';
import { createClient } from '@supabase/supabase-js';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

describe('who may touch the data', () => {
  it('has row level security on and forced on every table', async () => {
    const open = await world.exec(
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  it('lets nobody but the service role execute a function', async () => {
    const open = await world.exec(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'private')
         and (has_function_privilege('anon', p.oid, 'execute')
           or has_function_privilege('authenticated', p.oid, 'execute')
           or not has_function_privilege('service_role', p.oid, 'execute'))`,
    );
    expect(open).toEqual([]);
  });

  it('pins the search path of every function that runs with its owner’s rights', async () => {
    const loose = await world.exec(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'private') and p.prosecdef
         and not coalesce(p.proconfig::text, '') like '%search_path=%'`,
    );
    expect(loose).toEqual([]);
  });

  it('shows a holder of the public key nothing', async () => {
    const anyone = createClient(world.url, PUBLISHABLE_KEY, { global: { fetch: world.fetch } });
    const tables = (
      await world.exec(`select tablename from pg_tables where schemaname = 'public' order by 1`)
    ).map((row) => String(row['tablename']));
    expect(tables).toContain('leads');
    for (const table of tables) {
      const { data, error } = await anyone.from(table).select().limit(1);
      expect({
        table,
        rows: data?.length ?? 0,
        refused: Boolean(error) || data?.length === 0,
      }).toEqual({
        table,
        rows: 0,
        refused: true,
      });
    }
    const { error } = await anyone.rpc('lead_by_phone', { p_phone: '+12025550100' });
    expect(error).not.toBeNull();
  });

  it('never forgets an opt-out, not even for the service role', async () => {
    const { error } = await world.db.from('suppressions').delete().gt('id', 0);
    expect(error).not.toBeNull();
  });
});
