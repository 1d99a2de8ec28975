import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startDatabase } from '@ringback/embedded/database.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';

// biome-ignore lint/style/noProcessEnv: jest numbers its workers from one
const worker = process.env['JEST_WORKER_ID'] ?? '1';
// biome-ignore lint/style/noProcessEnv: left by the global setup for its workers
const server = process.env[`TEST_POSTGRES_URL_${worker}`] ?? '';
// The embedded Postgres has no other users.
const describeOnServer = server === '' ? describe.skip : describe;

const KEYS = { publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A database in which others were first, and a user of it who is no superuser. */
async function setup() {
  const name = `others_${randomBytes(4).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create role ${name} login nosuperuser nobypassrls nocreaterole`);
  await admin.unsafe(`create database ${name}`);
  cleanups.push(async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.unsafe(`drop role ${name}`);
    await admin.end();
  });
  const at = (user: string) => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    url.username = user;
    return url.href;
  };
  const owner = postgres(at('postgres'), { max: 1, onnotice: () => undefined });
  cleanups.push(() => owner.end());
  const start = async (user: string) => {
    const database = await startDatabase({
      dataDir: null,
      databaseUrl: at(user),
      migrationsDir: 'supabase/migrations',
      log: silentLog,
      ...KEYS,
    });
    cleanups.push(() => database.stop());
    return database;
  };
  return { name, owner, start };
}

const OTHERS = `
  create table public.invoices (id bigserial primary key, sum numeric);
  grant select on public.invoices to anon, public;
  create function public.add_up() returns bigint language sql as 'select count(*) from public.invoices';`;

const STATE = `
  select relacl::text, relrowsecurity, relforcerowsecurity from pg_class
  where relname in ('invoices', 'invoices_id_seq') union all
  select proacl::text, false, false from pg_proc where proname = 'add_up' order by 1`;

describeOnServer('a database in which others were first', () => {
  it('has their tables and functions as they left them, also when they are not ours to touch', async () => {
    const { name, owner, start } = await setup();
    await owner.unsafe(OTHERS);
    const before = await owner.unsafe(STATE);
    await owner.unsafe(`alter role ${name} superuser`);
    await start(name);
    expect(await owner.unsafe(STATE)).toEqual(before);
  });

  it('names the rights that a user lacks; with those, and no superuser, all of it works', async () => {
    const { name, owner, start } = await setup();
    await owner.unsafe(OTHERS);
    const refused = await start(name).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(refused).toContain(`The database user "${name}" lacks rights`);
    const remedies = refused.split('\n').slice(1);
    expect(remedies.map((line) => line.replace(/;.*/, '').trim()).sort()).toEqual(
      [
        `alter role "${name}" bypassrls`,
        `grant create on database "${name}" to "${name}"`,
        `grant usage, create on schema public to "${name}"`,
        `grant anon to "${name}"`,
        `grant authenticated to "${name}"`,
        `grant service_role to "${name}"`,
      ].sort(),
    );
    for (const remedy of remedies) await owner.unsafe(remedy);

    const database = await start(name);
    const service = createClient(database.url, KEYS.secretKey, {
      global: { fetch: database.fetch },
    });
    const { data, error } = await service.rpc('receive_lead', {
      p: { source: 'web', phone: '+12025550100', name: 'Ada' },
      p_now: '2026-11-20T17:00:00Z',
    });
    expect(error).toBeNull();
    expect(data).toMatchObject({ result: 'stored', created: true });
    const found = await service.rpc('list_leads', { p: { q: 'ada', limit: 5 } });
    expect(found.data).toEqual([expect.objectContaining({ phone: '+12025550100' })]);
    const called = await service.rpc('schedule_call', {
      p_call: {
        id: randomUUID(),
        to: '+12025550100',
        provider: 'twilio',
        voice: 'openai',
        priority: 'normal',
        origin: 'api',
        run_at: '2026-11-20T17:00:00Z',
        decision: { verdict: 'allow', rule: 'open', reason: 'It is day.' },
      },
      p_now: '2026-11-20T17:00:00Z',
    });
    expect(called.data).toMatchObject({ result: 'scheduled' });
  });
});
