import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInboundHeartbeat } from '@ringback/shared/db/health/inbound-heartbeat.ts';
import { createInboundPolls } from '@ringback/shared/db/health/inbound-polls.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { READING } from '@ringback/shared/events/read-only-functions.ts';
import { later, NOON, sid } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

/** Long after everything of the set-up has been seen to. */
const AT = later(7 * 86_400);
const at = (seconds: number) => `'${later(seconds, AT).toISOString()}'::timestamptz`;
const NEVER = `'2030-01-01'::timestamptz`;

let world: TextsWorld;
let ids: { live: string; waiting: string; message: string; conversation: string };

beforeAll(async () => {
  world = await startTextsWorld();
  const live = await world.dialing(world.number(), sid('live'));
  const waiting = world.newCall({ to: world.number() });
  await world.calls.schedule(waiting, NOON);
  const text = await world.planned();
  ids = {
    live: live.id,
    waiting: waiting.id,
    message: text.message_id,
    conversation: text.conversation_id,
  };
  const looks = createInboundPolls(world.db);
  await looks.begin('twilio', later(-60, AT));
  await createInboundHeartbeat(world.db, 'api').note(true, later(-30, AT));
  await looks.record('twilio', later(-10, AT), later(-10, AT));
  await world.exec(`set session_replication_role = replica;
    update calls set run_at = ${NEVER}, next_check_at = ${NEVER}, price_check_at = null;
    update sms_messages set send_at = ${NEVER}, enqueue_at = ${NEVER}, next_check_at = null;
    update sms_campaign_enrollments set next_message_at = ${NEVER};
    update inbound_door set seen_at = ${at(0)};
    set session_replication_role = origin;`);
});
afterAll(() => world.stop());

/** What a look would find if this were so. Nothing of it stays. */
async function dueWith(change: string): Promise<unknown> {
  const rows = await world.exec(`begin;
    set local session_replication_role = replica;
    ${change};
    select work_due('1 minute', '5 seconds', ${at(0)}) as due`);
  await world.exec('rollback');
  return rows.at(-1)?.['due'];
}

describe('a look for all rounds', () => {
  it('finds nothing where nothing is due', async () => {
    expect(await readWorkDue(world.db, AT)).toEqual([]);
  });

  it.each([
    [
      'check-calls',
      'a call is silent',
      () => `update calls set next_check_at = ${at(0)} where id = '${ids.live}'`,
    ],
    [
      'check-calls',
      'a price may be known',
      () => `update calls set price_check_at = ${at(0)} where id = '${ids.live}'`,
    ],
    [
      'sweep-calls',
      'a call is due in a minute',
      () => `update calls set run_at = ${at(59)} where id = '${ids.waiting}'`,
    ],
    [
      'sweep-calls',
      'a call is over and not settled',
      () => `update calls set status = 'completed', ended_at = ${at(-4)} where id = '${ids.live}'`,
    ],
    [
      'sweep-calls',
      'a call is not judged',
      () => `update calls set status = 'completed', ended_at = ${at(-60)}, settled_at = ${at(-50)} where id = '${ids.live}';
        insert into conversation_transcripts (call_sid, call_id, seq, role, content, timestamp) values ('${sid('live')}', '${ids.live}', 1, 'user', 'Hello.', ${at(-60)});
        insert into private.owed_analyses (call_id, since) values ('${ids.live}', ${at(-50)})`,
    ],
    [
      'sweep-texts',
      'a text is due',
      () =>
        `update sms_messages set send_at = ${at(4)}, enqueue_at = ${at(4)} where message_id = '${ids.message}'`,
    ],
    [
      'sweep-texts',
      'an answer is due',
      () =>
        `update sms_messages set kind = 'reply', enqueue_at = ${at(4)} where message_id = '${ids.message}'`,
    ],
    [
      'sweep-texts',
      'a step is due',
      () => `update sms_campaign_enrollments set message_id = null, next_message_at = ${at(4)}`,
    ],
    [
      'sweep-texts',
      'an answer is owed',
      () => `update sms_conversations set reply_due_at = ${at(4)} where id = '${ids.conversation}'`,
    ],
    [
      'sweep-texts',
      'a text is not judged',
      () =>
        `update sms_messages set direction = 'inbound', refusal_verdict = 'pending', judge_at = ${at(4)} where message_id = '${ids.message}'`,
    ],
    [
      'sweep-texts',
      'an api has left a text behind',
      () =>
        `insert into inbound_arrivals (message_id, lead_phone, arrived_at, text, created_at) values (gen_random_uuid(), '+12025550100', ${at(-5)}, '{}', ${at(-5)})`,
    ],
    [
      'sweep-texts',
      'a conversation is not judged',
      () => `update sms_conversations set ended_at = ${at(-60)}, last_inbound_seq = 1 where id = '${ids.conversation}';
        insert into private.owed_analyses (conversation_id, since) values ('${ids.conversation}', ${at(-60)})`,
    ],
    [
      'check-texts',
      'a text is silent',
      () =>
        `update sms_messages set delivery_status = 'sent', next_check_at = ${at(0)} where message_id = '${ids.message}'`,
    ],
    [
      'find-lost-texts',
      'a minute has passed',
      () => `update inbound_looks set updated_at = ${at(-60)}`,
    ],
    [
      'find-lost-texts',
      'an api has come back',
      () => `update inbound_door set open_since = ${at(-5)}`,
    ],
    [
      'find-lost-texts',
      'no api takes in webhooks',
      () => `update inbound_door set seen_at = ${at(-9)}`,
    ],
    ['find-lost-texts', 'the list was never read', () => 'delete from inbound_looks'],
    [
      'sweep-webhooks',
      'a message is to be delivered',
      () => `insert into webhook_endpoints (url, secret, events, created_at, updated_at) values ('https://example.com', 's', '{}', ${at(0)}, ${at(0)});
        insert into webhook_deliveries (endpoint_id, event, dedupe_key, data, happened_at, next_at, created_at, updated_at)
        select id, 'lead.needs_person', 'k', '{}', ${at(0)}, ${at(0)}, ${at(0)}, ${at(0)} from webhook_endpoints`,
    ],
  ])('names %s where %s, and nothing else', async (name, _, change) => {
    expect(await dueWith(change())).toEqual([name]);
  });
});

describe('functions that only read', () => {
  it('are those of which the database says so', async () => {
    const rows = await world.exec(
      `select distinct p.proname::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and p.provolatile in ('s', 'i')
         and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    );
    expect(rows.map(({ name }) => String(name)).sort()).toEqual([...READING].sort());
  });
});
