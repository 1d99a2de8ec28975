import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  OUR_NUMBER,
  startTextsWorld,
  type TextsWorld,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const DAY = 86_400;

/** Leads and texts that wait for tomorrow, written past the functions: only their number matters. */
async function waiting(campaignId: string, conversationId: string, from: number, to: number) {
  const tomorrow = `'${later(DAY).toISOString()}'::timestamptz + n * interval '1 millisecond'`;
  await world.exec(
    `set session_replication_role = replica;
     insert into sms_campaign_enrollments
       (campaign_id, lead_phone, next_step, next_message_at, enrolled_at, created_at, updated_at)
     select '${campaignId}', '+1404' || (1000000 + n)::text, 2, ${tomorrow}, now(), now(), now()
     from generate_series(${from}, ${to}) n;
     insert into sms_messages (message_id, conversation_id, lead_phone, sender, direction, author, kind,
       provider, delivery_status, send_at, enqueue_at, created_at, updated_at)
     select gen_random_uuid(), '${conversationId}', '+1404' || (1000000 + n)::text, '${OUR_NUMBER}',
       'outbound', 'system', 'single', 'twilio', 'held', ${tomorrow}, ${tomorrow}, now(), now()
     from generate_series(${from}, ${to}) n;
     set session_replication_role = origin;`,
  );
}

/** What one sweep reads: rows by index and tables from end to end. Nothing of it stays. */
async function costOf(at: Date) {
  const rows = await world.exec(
    `begin;
     -- What earlier transactions read may not have been reported yet, and stands in the same view.
     create temp table before on commit drop as
       select relid, seq_tup_read, idx_tup_fetch from pg_stat_xact_user_tables;
     select claim_due_messages('60 seconds', '${at.toISOString()}', 100);
     select s.relname, (s.seq_tup_read - coalesce(b.seq_tup_read, 0))::int as scanned,
       (s.idx_tup_fetch - coalesce(b.idx_tup_fetch, 0))::int as fetched
     from pg_stat_xact_user_tables s left join before b using (relid)
     where s.relname in ('sms_campaign_enrollments', 'sms_messages', 'sms_conversations');`,
  );
  await world.exec('rollback');
  return Object.fromEntries(
    rows.map((row) => [
      String(row['relname']),
      { scanned: row['scanned'], fetched: row['fetched'] },
    ]),
  );
}

describe('a sweep', () => {
  it('reads the same rows whether ten thousand or three times as many wait, and no table whole', async () => {
    const campaignId = await world.campaign([textStep('Hello.'), textStep('Again.', DAY)]);
    let conversationId = '';
    for (let at = 0; at < 20; at++)
      conversationId = (await world.planned(campaignId)).conversation_id;
    await waiting(campaignId, conversationId, 1, 10_000);
    const small = await costOf(later(1));
    await waiting(campaignId, conversationId, 10_001, 30_000);
    const large = await costOf(later(1));
    expect(small['sms_messages']).toMatchObject({ scanned: 0, fetched: expect.any(Number) });
    expect(small['sms_campaign_enrollments']).toMatchObject({ scanned: 0 });
    expect(large).toEqual(small);
  });

  it('finds both what is to be planned and what is to be given out by an index of its own', async () => {
    const campaignId = await world.campaign([textStep('Hello.')]);
    const plan = async (query: string) => JSON.stringify(await world.exec(`explain ${query}`));
    const step = await plan(
      `select id from sms_campaign_enrollments where campaign_id = '${campaignId}' and status = 'active'
         and message_id is null and call_id is null and next_message_at <= '${later(60).toISOString()}'
       order by next_message_at limit 100`,
    );
    expect(step).toContain('enrollments_due');
    const text = await plan(
      `select message_id from sms_messages where sender = '${OUR_NUMBER}'
         and delivery_status in ('pending', 'held') and kind in ('campaign', 'single')
         and enqueue_at <= '${later(60).toISOString()}' order by enqueue_at limit 100`,
    );
    expect(text).toContain('messages_to_enqueue');
  });

  it('is not held up by a campaign that rests with everything overdue', async () => {
    const resting = await world.campaign([textStep('Hello.'), textStep('Again.', DAY)]);
    await world.exec(
      `insert into sms_campaign_enrollments
         (campaign_id, lead_phone, next_message_at, enrolled_at, created_at, updated_at)
       select '${resting}', '+1505' || (1000000 + n)::text, '${NOON.toISOString()}', now(), now(), now()
       from generate_series(1, 2000) n`,
    );
    await world.campaigns.setStatus(resting, 'paused', NOON);
    const lead = await world.planned(undefined, later(5));
    const given = await world.messages.claimDue(60_000, later(5), 100);
    expect(given.planned).toBe(0);
    expect(given.due.map(({ id }) => id)).toContain(lead.message_id);
    expect(given.due.every(({ sender }) => sender === OUR_NUMBER)).toBe(true);
  });
});
