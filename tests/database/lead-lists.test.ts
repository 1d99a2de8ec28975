import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLeadLists, type LeadQuery } from '@ringback/shared/db/leads/lead-lists.ts';
import { ANA, BEN, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let lists: ReturnType<typeof createLeadLists>;
beforeAll(async () => {
  world = await startTextsWorld();
  await world.staff();
  lists = createLeadLists(world.db);
});
afterAll(() => world.stop());

const nextOf = async (id: number) => (await lists.find(id))?.next_contact;

/** A lead of this source, known for so many seconds. */
async function lead(source: string, seconds: number, name: string | null = null) {
  const phone = world.number();
  const row = await world.leads.create(
    { phone, source, ...(name ? { name } : {}) },
    later(seconds),
  );
  return { id: row.id, phone };
}

async function callAt(one: { id: number; phone: string }, seconds: number) {
  const call = world.newCall({
    ...{ to: one.phone, lead_id: one.id, run_at: later(seconds).toISOString() },
  });
  await world.calls.schedule(call, NOON);
  return call.id;
}

/** All ids of a list, two at a time. */
async function paged(query: Omit<LeadQuery, 'limit'>) {
  const ids: number[] = [];
  let after: LeadQuery['after'];
  for (;;) {
    const page = await lists.list({ ...query, limit: 2, after });
    ids.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (page.length < 2 || !last || ids.length > 20) return ids;
    after = { id: last.id, value: last.value };
  }
}

describe('what happens next with a lead', () => {
  it('is nothing, or the soonest of its calls and texts', async () => {
    const one = await lead('next', 0);
    expect(await nextOf(one.id)).toBeNull();
    await callAt(one, 900);
    const soon = await callAt(one, 600);
    expect(await nextOf(one.id)).toMatchObject({ channel: 'call', what: 'call', is_held: false });
    await world.calls.hold(soon, later(1_200), { rule: 'quiet_hours', reason: 'Night.' }, NOON);
    expect(Date.parse((await nextOf(one.id))?.at ?? '')).toBe(later(900).getTime());
  });

  it('says which rule holds it, until when', async () => {
    const one = await lead('next', 0);
    const id = await callAt(one, 0);
    await world.calls.hold(id, later(3_600), { rule: 'quiet_hours', reason: 'Night.' }, NOON);
    expect(await nextOf(one.id)).toMatchObject({ rule: 'quiet_hours', is_held: true });
    expect(Date.parse((await nextOf(one.id))?.at ?? '')).toBe(later(3_600).getTime());
  });

  it('is a step of a campaign, an answer, and then a person, who has no hour', async () => {
    const one = await world.planned();
    expect(await nextOf(one.lead.id)).toMatchObject({ channel: 'text', what: 'step', step: 1 });
    await world.sent(one.message_id);
    await world.inbound.receive(world.inboundText(one.phone), later(10));
    expect(await nextOf(one.lead.id)).toMatchObject({ channel: 'text', what: 'reply' });
    await world.conversations.setOwner(one.conversation_id, 'human', ANA, later(20));
    expect(await nextOf(one.lead.id)).toMatchObject({ what: 'paused', at: null });
    await world.exec(
      `update sms_conversations set awaits_human = true where id = '${one.conversation_id}'`,
    );
    expect(await nextOf(one.lead.id)).toMatchObject({
      ...{ what: 'person', at: null, rule: 'awaits_human' },
    });
  });
});

it('what happened last is the latest call or text of either side, not what is planned', async () => {
  const one = await world.planned();
  const lastOf = async () => (await lists.find(one.lead.id))?.last_contact;
  expect(await lastOf()).toBeNull();
  await world.sent(one.message_id);
  expect(await lastOf()).toMatchObject({ channel: 'text', direction: 'outbound' });
  await world.inbound.receive(world.inboundText(one.phone), later(60));
  expect(await lastOf()).toMatchObject({ direction: 'inbound', status: 'received' });
  await callAt({ id: one.lead.id, phone: one.phone }, 900);
  expect(await lastOf()).toMatchObject({ channel: 'text' });
});

describe('a list of leads', () => {
  it('goes through in each order, page by page, without gap or repeat', async () => {
    const source = 'sorted';
    const [a, b, c, d] = [
      await lead(source, 0, 'Cleo'),
      await lead(source, 1, 'anna'),
      await lead(source, 2),
      await lead(source, 3, 'Anna'),
    ];
    await world.exec(`update leads set last_contacted_at = '${later(50).toISOString()}'
      where id in (${a.id}, ${d.id})`);
    await callAt(a, 900);
    await callAt(a, 300);
    await callAt(c, 600);
    await callAt(d, 300);
    const ids = { a: a.id, b: b.id, c: c.id, d: d.id };
    const named = (list: number[]) =>
      list.map((id) => Object.entries(ids).find(([, one]) => one === id)?.[0]).join('');
    const sorted = async (query: Omit<LeadQuery, 'limit'>) =>
      named(await paged({ source, ...query }));
    expect({
      created: await sorted({}),
      oldest: await sorted({ order: 'asc' }),
      name: await sorted({ sort: 'name' }),
      back: await sorted({ sort: 'name', order: 'desc' }),
      contacted: await sorted({ sort: 'last_contact' }),
      longAgo: await sorted({ sort: 'last_contact', order: 'asc' }),
      next: await sorted({ sort: 'next_contact' }),
      last: await sorted({ sort: 'next_contact', order: 'desc' }),
    }).toEqual({
      created: 'dcba',
      oldest: 'abcd',
      // A number stands where no name is known.
      name: 'cbda',
      back: 'adbc',
      contacted: 'dacb',
      longAgo: 'bcad',
      next: 'adc',
      last: 'cda',
    });
  });

  it('is narrowed by everything that is known of a lead', async () => {
    const source = 'narrowed';
    const [mine, other] = [await lead(source, 0), await lead(source, 100)];
    await world.leads.assign(mine.id, ANA.id, BEN, later(1));
    await world.leads.update(mine.id, { timezone: 'America/Denver' }, later(2));
    await world.exec(`update leads set outcome = 'qualified' where id = ${mine.id}`);
    const held = await callAt(mine, 0);
    await world.calls.hold(held, later(3_600), { rule: 'quiet_hours', reason: 'Night.' }, NOON);
    const found = async (query: Omit<LeadQuery, 'limit'>) => paged({ source, ...query });
    const just: Omit<LeadQuery, 'limit'>[] = [
      { assigned_to: ANA.id },
      { timezone: 'America/Denver' },
      { outcome: 'qualified' },
      { next: 'any' },
      { next: 'held' },
      { next: 'held', sort: 'next_contact' },
      { next: 'held', sort: 'name' },
      { next_before: later(3_601).toISOString() },
    ];
    for (const query of just) expect([query, await found(query)]).toEqual([query, [mine.id]]);
    const rest: Omit<LeadQuery, 'limit'>[] = [
      { assigned_to: 'nobody' },
      { next: 'none' },
      { since: later(50).toISOString() },
    ];
    for (const query of rest) expect([query, await found(query)]).toEqual([query, [other.id]]);
    expect(await found({ next_before: later(3_600).toISOString() })).toEqual([]);
    expect(await lists.count({ source }, later(50).toISOString())).toEqual({
      ...{ all: 2, new_today: 1, not_contacted: 2, waiting: 1 },
    });
  });

  it('has the leads of a campaign, also those whose steps are over', async () => {
    const campaign = await world.campaign();
    const [one, two] = [await world.planned(campaign), await world.planned(campaign)];
    await world.exec(
      `update sms_campaign_enrollments set status = 'stopped' where id = ${one.enrollment_id}`,
    );
    expect(await paged({ campaign_id: campaign })).toEqual([two.lead.id, one.lead.id]);
  });
});

describe('a lead', () => {
  it('is made somebody’s once, with an entry of the activity log and of its story', async () => {
    const one = await lead('owned', 0);
    const assign = async (id: string | null) =>
      (await world.leads.assign(one.id, id, BEN, later(5))).result;
    expect([await assign(ANA.id), await assign(ANA.id), await assign(null)]).toEqual([
      'assigned',
      'already',
      'assigned',
    ]);
    const log = await world.exec(
      `select details from activity_log where action = 'lead_assigned' and lead_id = ${one.id} order by id`,
    );
    expect(log).toEqual([
      { details: { from: null, to: ANA.id } },
      { details: { from: ANA.id, to: null } },
    ]);
  });

  it('is nobody’s who may not act', async () => {
    const one = await lead('owned', 0);
    const nobody = crypto.randomUUID();
    expect((await world.leads.assign(one.id, nobody, ANA, NOON)).result).toBe('no_such_user');
    expect((await world.leads.assign(999_999_999, ANA.id, ANA, NOON)).result).toBe('no_such_lead');
  });
});
