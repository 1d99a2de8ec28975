import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fillHistory, NOW } from '@ringback/bench/history/fill.ts';
import { readCallHealth } from '@ringback/shared/db/calls/call-health.ts';
import { type DatabaseWorld, later, startDatabaseWorld } from '@ringback/testing/database-world.ts';

const SIZE = 200;
const at = new Date(NOW);

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
  await world.exec(fillHistory(SIZE));
});
afterAll(() => world.stop());
// Each look begins where a look begins that has never looked.
beforeEach(() =>
  world.exec(`
  update private.rounds set reached_at = default, reached_id = default;
  delete from private.finished_calls`),
);

/** Looks until it is found, at most so often; how often. */
async function looksUntil(most: number, look: () => Promise<boolean>): Promise<number> {
  for (let looks = 1; looks <= most; looks += 1) if (await look()) return looks;
  return Number.POSITIVE_INFINITY;
}

describe('a look that goes round', () => {
  it('puts right a lead whose record fell behind long ago, some looks later', async () => {
    const [lead] = await world.exec(
      `update leads set last_contacted_at = null, call_sid = null where id = (
         select lead_id from calls where direction = 'outbound' and reached order by created_at limit 1)
       returning id`,
    );
    const limit = 10;
    const looks = await looksUntil(SIZE / (2 * limit) + 1, async () =>
      (await world.leads.repair(later(0, at), limit)).includes(Number(lead?.['id'])),
    );
    expect(looks).toBeLessThan(Number.POSITIVE_INFINITY);
    const [repaired] = await world.exec(
      `select l.call_sid = c.call_sid as is_linked from leads l join calls c on c.lead_id = l.id
       where l.id = ${lead?.['id']}`,
    );
    expect(repaired).toEqual({ is_linked: true });
  });

  it('finds who has gone silent behind a thousand that wait for a campaign', async () => {
    await world.exec(`
      set session_replication_role = replica;
      insert into sms_campaign_enrollments (id, campaign_id, lead_phone, enrolled_at, created_at, updated_at)
        overriding system value
        select 10000 + n, '00000000-0000-4000-8000-0000000000ca', '+1606' || (1000000 + n)::text, now(), now(), now()
        from generate_series(1, 1200) n;
      insert into sms_conversations (id, lead_phone, our_number, provider, last_activity_at, created_at, updated_at)
        select md5('waits ' || n)::uuid, '+1606' || (1000000 + n)::text, '+12025550190', 'twilio',
          '2026-01-01'::timestamptz + n * interval '1 second', now(), now() from generate_series(1, 1200) n;
      insert into sms_conversations (id, lead_phone, our_number, provider, last_activity_at, created_at, updated_at)
        values (md5('silent')::uuid, '+17071000001', '+12025550190', 'twilio', '2026-02-01', now(), now());
      set session_replication_role = origin;`);
    const [silent] = await world.exec(`select md5('silent')::uuid::text as id`);
    const silentOnes = async () =>
      (await world.exec(`select idle_conversations(7, '${NOW}', 50)::text as id`)).map(
        ({ id }) => id,
      );
    const looks = await looksUntil(4, async () =>
      (await silentOnes()).includes(String(silent?.['id'])),
    );
    expect(looks).toBe(2);
  });
});

describe('counting calls', () => {
  const counted = async () => (await readCallHealth(world.db, at)).calls;
  const there = async () => {
    const rows = await world.exec(`select status::text, count(*)::int as n from calls group by 1`);
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
  };

  it('says what is there, the first time and afterwards, also of what ended meanwhile', async () => {
    expect(await counted()).toEqual(await there());
    await world.exec(
      `update calls set status = 'failed', ended_at = '${NOW}' where id = md5('live 4')::uuid`,
    );
    expect(await counted()).toEqual(await there());
    expect((await there())['failed']).toBe(1);
  });

  it('says it when a day has passed, too', async () => {
    await counted();
    expect((await readCallHealth(world.db, later(3 * 86_400, at))).calls).toEqual(await there());
    expect(await counted()).toEqual(await there());
  });
});

describe('talks that wait for a judge', () => {
  /** By SQL: the ids of a written history are no real ones, and a repository would refuse them. */
  const owed = async () =>
    (
      await world.exec(
        `select jsonb_array_elements_text(
           lost_work('0 seconds', '${later(600, at).toISOString()}', 100) -> 'unanalysed') as id`,
      )
    ).map(({ id }) => id);

  it('are listed from the moment there are words, whether they come before or after the settling', async () => {
    const id = (await world.exec(`select md5('live 8')::uuid::text as id`))[0]?.['id'];
    await world.exec(`update calls set status = 'completed', ended_at = '${NOW}', settled_at = '${NOW}'
      where id = '${id}'`);
    expect(await owed()).toEqual([]);
    await world.transcripts.save(
      'CAlive8',
      [{ seq: 1, role: 'user', content: 'Hello.', heard: true, at: NOW }],
      at,
    );
    expect(await owed()).toEqual([id]);
  });

  it('are off the list once they are judged, and on it again without their analysis', async () => {
    const id = (await world.exec(`select md5('live 8')::uuid::text as id`))[0]?.['id'];
    await world.exec(`insert into conversation_analyses (call_id, status, decided_by, created_at, updated_at)
      values ('${id}', 'done', 'model', now(), now())`);
    expect(await owed()).toEqual([]);
    await world.exec(`delete from conversation_analyses where call_id = '${id}'`);
    expect(await owed()).toEqual([id]);
  });
});
