import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@ringback/embedded/database.ts';
import { startTestDatabase } from '@ringback/testing/test-database.ts';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';

const KEYS = { publishableKey: 'sb_publishable_for_tests', secretKey: 'sb_secret_for_tests' };
const NOON = '2026-11-20T17:00:00.000Z';
const PHONE = '+12025550143';
const [EARLIER, SID] = [`CA${'0'.repeat(32)}`, `CA${'1'.repeat(32)}`];

/**
 * What programs that know Supabase's client write against the tables, as they write it. The
 * embedded database has a server and a Postgres of its own, so it is asked, too.
 */
describe.each(['as asked', 'embedded'] as const)('a client with the secret key (%s)', (kind) => {
  let database: Database;
  let supabase: SupabaseClient;
  let leads: number[];

  beforeAll(async () => {
    database = await startTestDatabase(KEYS, kind);
    supabase = createClient(database.url, KEYS.secretKey, { global: { fetch: database.fetch } });
    const added = await supabase
      .from('leads')
      .insert([
        { phone: PHONE, name: 'Ada', external_id: '0042', call_sid: SID },
        { phone: '+12025550144', name: 'Ben', external_id: '42', phone_extension: '7' },
      ])
      .select();
    expect(added.error).toBeNull();
    leads = (added.data ?? []).map(({ id }) => id);
    const news = [
      { call_sid: SID, kind: 'status', to_number: PHONE, received_at: NOON, sequence: 1 },
      {
        call_sid: EARLIER,
        kind: 'status',
        to_number: PHONE,
        received_at: '2026-11-19T17:00:00Z',
        sequence: 1,
      },
    ];
    expect((await supabase.from('call_events').insert(news)).error).toBeNull();
    const turn = { call_sid: SID, seq: 1, role: 'user', content: 'Hi.', timestamp: NOON };
    expect((await supabase.from('conversation_transcripts').insert(turn)).error).toBeNull();
  });
  afterAll(() => database.stop());

  it('finds the news and the words of a call by its sid', async () => {
    const events = await supabase.from('call_events').select('*').eq('call_sid', SID);
    expect(events.data).toMatchObject([{ call_sid: SID, to_number: PHONE }]);
    const turns = await supabase.from('conversation_transcripts').select('*').eq('call_sid', SID);
    expect(turns.data).toMatchObject([{ content: 'Hi.' }]);
  });

  it('finds the newest call to a number', async () => {
    const { data, error } = await supabase
      .from('call_events')
      .select('call_sid')
      .eq('to_number', PHONE)
      .order('created_at', { ascending: false })
      .limit(1)
      .single();
    expect([error, data]).toEqual([null, { call_sid: SID }]);
  });

  it('takes a piece of news for as old as it was when it came', async () => {
    const { data } = await supabase.from('call_events').select('created_at').eq('call_sid', SID);
    expect(data?.map(({ created_at: at }) => Date.parse(at))).toEqual([Date.parse(NOON)]);
  });

  it.each([
    ['a number', 'phone', PHONE],
    ['digits that are a text', 'external_id', '42'],
    ['digits that begin with a nought', 'external_id', '0042'],
    ['an extension', 'phone_extension', '7'],
  ])('finds a lead by %s', async (_what, column, value) => {
    const one = await supabase.from('leads').select('*').eq(column, value);
    expect(one.data).toMatchObject([{ [column]: value }]);
    const listed = await supabase.from('leads').select('*').in(column, [value, '+15550000000']);
    expect(listed.data).toMatchObject([{ [column]: value }]);
    const either = await supabase
      .from('leads')
      .select('*')
      .or(`${column}.eq.${value},name.eq.Nobody`);
    expect(either.data).toMatchObject([{ [column]: value }]);
    const others = await supabase.from('leads').select('*').not(column, 'eq', value);
    expect(others.data?.filter((row) => row[column] === value)).toEqual([]);
    expect(others.error).toBeNull();
  });

  it('finds a lead by an id, which is a number', async () => {
    const { data } = await supabase.from('leads').select('name').in('id', leads).gt('id', 0);
    expect(data).toHaveLength(2);
    const one = await supabase.from('leads').select('name').eq('id', leads[0]).single();
    expect(one.data).toEqual({ name: 'Ada' });
  });

  it('unlinks a call and links another lead', async () => {
    const unlinked = await supabase
      .from('leads')
      .update({ call_sid: null })
      .eq('call_sid', SID)
      .select('name, call_sid');
    expect(unlinked.data).toEqual([{ name: 'Ada', call_sid: null }]);
    const linked = await supabase
      .from('leads')
      .update({ call_sid: SID })
      .eq('id', leads[1])
      .select('name, call_sid');
    expect(linked.data).toEqual([{ name: 'Ben', call_sid: SID }]);
  });

  it('has the index that a sid is found by, and one lead for each', async () => {
    const names = await database.exec(
      `select indexname from pg_indexes where tablename = 'leads' and indexname = 'idx_leads_call_sid'`,
    );
    expect(names).toEqual([{ indexname: 'idx_leads_call_sid' }]);
    const taken = { phone: '+12025550145', call_sid: SID };
    expect((await supabase.from('leads').insert(taken)).error?.code).toBe('23505');
  });
});
