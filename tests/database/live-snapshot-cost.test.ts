import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const TABLES = [
  'leads',
  'consents',
  'sms_campaign_enrollments',
  'sms_conversations',
  'sms_messages',
];

/** Rows written past the functions and the log: only their number matters. */
async function fill(campaignId: string, from: number, to: number) {
  const phone = `'+1404' || (1000000 + n)::text`;
  const at = `now() + n * interval '1 second'`;
  const rows = `from generate_series(${from}, ${to}) n`;
  await world.exec(
    `set session_replication_role = replica;
     insert into leads (phone) select ${phone} ${rows};
     insert into consents (phone, channel, kind, source, at, created_at, updated_at)
     select ${phone}, 'text', 'written', 'form', now(), now(), now() ${rows};
     insert into sms_campaign_enrollments
       (campaign_id, lead_phone, enrolled_at, created_at, updated_at)
     select '${campaignId}', ${phone}, now(), now(), now() ${rows};
     insert into sms_conversations
       (id, lead_phone, our_number, provider, last_activity_at, created_at, updated_at)
     select md5(${phone})::uuid, ${phone}, '+12025559000', 'twilio', ${at}, now(), now() ${rows};
     insert into sms_messages
       (message_id, conversation_id, lead_phone, direction, author, kind, provider, created_at, updated_at)
     select gen_random_uuid(), md5(${phone})::uuid, ${phone}, 'outbound', 'system', 'single', 'twilio', ${at},
       now() ${rows};
     set session_replication_role = origin;`,
  );
}

/** What one snapshot reads: rows by index and tables from end to end. */
async function cost() {
  const rows = await world.exec(
    `begin;
     -- What earlier transactions read may not have been reported yet, and stands in the same view.
     create temp table before on commit drop as
       select relid, seq_tup_read, idx_tup_fetch from pg_stat_xact_user_tables;
     select live_snapshot(50, 500, null);
     select s.relname, (s.seq_tup_read - coalesce(b.seq_tup_read, 0))::int as scanned,
       (s.idx_tup_fetch - coalesce(b.idx_tup_fetch, 0))::int as fetched
     from pg_stat_xact_user_tables s left join before b using (relid)
     where s.relname in ('${TABLES.join("','")}') order by 1;`,
  );
  await world.exec('rollback');
  return rows;
}

it('a snapshot reads the same rows of five thousand and of fifteen thousand, and no table whole', async () => {
  const campaignId = await world.campaign();
  await fill(campaignId, 1, 5_000);
  const small = await cost();
  expect(small.map(({ relname, scanned }) => [relname, scanned])).toEqual(
    [...TABLES].sort().map((table) => [table, 0]),
  );
  await fill(campaignId, 5_001, 15_000);
  expect(await cost()).toEqual(small);
});
