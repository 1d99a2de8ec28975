import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callSidOf, NOON, startWorld, type World } from '../../testing/api-world.ts';

let world: World;
let serial = 0;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const newNumber = () => `+1212555${String(1000 + serial++)}`;
const create = async (body: object) =>
  (await world.call('POST', '/api/leads', { body: { phone: newNumber(), ...body } })).body.data;
const pathsOf = (body: { faults: { path: string }[] }) => body.faults.map(({ path }) => path);

describe('leads', () => {
  it('are created with the number in one spelling, and read back', async () => {
    const { status, body } = await world.call('POST', '/api/leads', {
      body: {
        name: 'Ada',
        phone: '(305) 555-0142',
        email: 'ada@example.com',
        timezone: 'America/New_York',
        region: 'US-FL',
        postal_code: '33101',
        custom: { car: 'blue' },
      },
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      phone: '+13055550142',
      country: 'US',
      custom: { car: 'blue' },
    });
    const again = await world.call('GET', `/api/leads/${body.data.id}`);
    expect(again.body.data).toEqual({ ...body.data, next_contact: null, last_contact: null });
  });

  it('exist once for each number: a second one gets the id of the first', async () => {
    const lead = await create({});
    const second = await world.call('POST', '/api/leads', { body: { phone: lead.phone } });
    expect([second.status, second.body.lead_id]).toEqual([409, lead.id]);
    const other = await create({});
    const change = await world.call('PATCH', `/api/leads/${other.id}`, {
      body: { phone: lead.phone },
    });
    expect([change.status, change.body.lead_id]).toEqual([409, lead.id]);
  });

  it('behind one main number are distinguished by their extension', async () => {
    const phone = newNumber();
    const ann = await create({ phone: `${phone} ext. 5` });
    const bob = await create({ phone, phone_extension: '6' });
    expect([ann.phone, ann.phone_extension, bob.phone_extension]).toEqual([phone, '5', '6']);
    const again = await world.call('POST', '/api/leads', { body: { phone: `${phone};ext=6` } });
    expect([again.status, again.body.lead_id]).toEqual([409, bob.id]);
    const named = await world.call('PATCH', `/api/leads/${bob.id}`, { body: { phone } });
    expect(named.body.data).toMatchObject({ phone, phone_extension: '6' });
  });

  it('refuse invalid fields, naming every fault', async () => {
    const { status, body } = await world.call('POST', '/api/leads', {
      body: {
        name: 7,
        phone: '',
        email: 'nobody',
        timezone: 'Mars/Base',
        region: 'Florida',
        custom: [],
        lead_status: 'new',
      },
    });
    expect(status).toBe(400);
    expect(pathsOf(body).sort()).toEqual(
      ['custom', 'email', 'lead_status', 'name', 'phone', 'region', 'timezone'].sort(),
    );
  });

  it('refuse an offset for a time zone, since it has no daylight saving time', async () => {
    const { status } = await world.call('POST', '/api/leads', {
      body: { phone: newNumber(), timezone: '-05:00' },
    });
    expect(status).toBe(400);
  });

  it('change field by field; null empties one', async () => {
    const lead = await create({ name: 'Bo', notes: 'called in May' });
    const { body } = await world.call('PATCH', `/api/leads/${lead.id}`, { body: { notes: null } });
    expect(body.data).toMatchObject({ name: 'Bo', notes: null });
  });

  const link = (id: number, call_sid: string | null, query = '') =>
    world.call('PATCH', `/api/leads/${id}${query}`, { body: { call_sid } });

  it('are linked to a call with its transcript, which can be moved to another lead and unlinked', async () => {
    const [one, two] = [await create({}), await create({})];
    const sid = callSidOf(1);
    const turn = {
      call_sid: sid,
      seq: 1,
      role: 'user',
      content: 'Hi.',
      timestamp: NOON.toISOString(),
    };
    await world.rows.from('conversation_transcripts').insert(turn as never);
    const wordsOf = async () =>
      (await world.rows.from('conversation_transcripts').select('lead_id').eq('call_sid', sid))
        .data;

    expect((await link(one.id, sid)).body.data.call_sid).toBe(sid);
    expect(await wordsOf()).toEqual([{ lead_id: one.id }]);
    const taken = await link(two.id, sid);
    expect([taken.status, taken.body.lead_id]).toEqual([409, one.id]);
    expect((await world.call('GET', `/api/leads/${two.id}`)).body.data.call_sid).toBeNull();

    expect((await link(two.id, sid, '?relink=true')).body.data.call_sid).toBe(sid);
    expect((await world.call('GET', `/api/leads/${one.id}`)).body.data.call_sid).toBeNull();
    expect(await wordsOf()).toEqual([{ lead_id: two.id }]);
    const found = await world.call('GET', `/api/leads/by-call/${sid}`);
    expect(found.body.data.id).toBe(two.id);
    expect((await link(two.id, sid)).status).toBe(200);
    expect((await link(two.id, null)).body.data.call_sid).toBeNull();
    expect((await world.call('GET', `/api/leads/by-call/${sid}`)).status).toBe(404);
  });

  it('are not linked to an unknown call, and nothing else is changed then', async () => {
    const lead = await create({ name: 'Bo' });
    const body = { call_sid: callSidOf(404), name: 'Other' };
    const { status, body: refusal } = await world.call('PATCH', `/api/leads/${lead.id}`, { body });
    expect([status, pathsOf(refusal)]).toEqual([422, ['call_sid']]);
    const after = await world.call('GET', `/api/leads/${lead.id}`);
    expect(after.body.data).toMatchObject({ name: 'Bo', call_sid: null });
  });

  const move = async (id: number, lead_status: string) =>
    (await world.call('PATCH', `/api/leads/${id}`, { body: { lead_status } })).status;
  const statusOf = async (id: number) =>
    (await world.call('GET', `/api/leads/${id}`)).body.data.lead_status;

  it('are moved by hand where the table of moves allows it', async () => {
    const { id } = await create({});
    for (const status of ['new', 'contacted', 'unreachable', 'contacted']) {
      expect([await move(id, status), await statusOf(id)]).toEqual([200, status]);
    }
    expect([await move(id, 'new'), await statusOf(id)]).toEqual([409, 'contacted']);
    expect(await move(id, 'happy')).toBe(400);
  });

  it('that must not be contacted are suppressed for good', async () => {
    const { id, phone } = await create({});
    expect([await move(id, 'do_not_contact'), await statusOf(id)]).toEqual([200, 'do_not_contact']);
    const order = await world.call('POST', '/api/queue/schedule-call', { body: { to: phone } });
    expect(order.status).toBe(409);
    expect([await move(id, 'contacted'), await statusOf(id)]).toEqual([409, 'do_not_contact']);
  });

  it('who asked not to be contacted get no new number', async () => {
    const lead = await create({});
    await world.call('POST', '/api/suppressions', { body: { phone: lead.phone } });
    const { status } = await world.call('PATCH', `/api/leads/${lead.id}`, {
      body: { phone: newNumber() },
    });
    expect(status).toBe(409);
  });

  it('are paged by cursor without gaps or repeats, while new ones arrive', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 5; n += 1)
      ids.push((await create({ source: 'paging', name: `Pag${n}` })).id);
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await world.call('GET', `/api/leads?q=Pag&limit=2${cursor}`);
      seen.push(...body.data.map(({ id }: { id: number }) => id));
      cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : '';
      await create({ name: 'Page of another' });
    } while (cursor);
    expect(seen).toEqual(ids.reverse());
  });

  it('are searched by what a person typed, whatever characters that has', async () => {
    const lead = await create({ name: `O'Neil, "50%" (Jr.) \\_` });
    for (const q of ["o'neil", '"50%"', '(Jr.)', '\\_', lead.phone.slice(0, 9)]) {
      const { body } = await world.call('GET', `/api/leads?q=${encodeURIComponent(q)}`);
      expect(body.data.map(({ id }: { id: number }) => id)).toContain(lead.id);
    }
    expect((await world.call('GET', '/api/leads?q=%25%25%25')).body.data).toEqual([]);
  });

  it('are listed by the outcome of their last conversation', async () => {
    const [won] = [await create({}), await create({})];
    await world.db.exec(`update leads set outcome = 'success' where id = ${won.id}`);
    const { body } = await world.call('GET', '/api/leads?outcome=success');
    expect(body.data.map(({ id }: { id: number }) => id)).toEqual([won.id]);
  });

  it('are sorted, narrowed and counted, with what happens next', async () => {
    const source = 'sorted';
    const [one, two] = [
      await create({ source, name: 'Zoe' }),
      await create({ source, name: 'Abe' }),
    ];
    await world.call('POST', '/api/queue/schedule-call', { body: { to: one.phone } });
    const list = async (query: string) =>
      (await world.call('GET', `/api/leads?source=${source}&${query}`)).body;
    const first = await list('sort=name&limit=1');
    const rest = await list(`sort=name&limit=1&cursor=${first.next_cursor}`);
    expect([first.data[0].id, rest.data[0].id, rest.next_cursor]).toEqual([two.id, one.id, null]);
    expect((await list('next=any')).data).toMatchObject([
      { id: one.id, next_contact: { channel: 'call', what: 'call' } },
    ]);
    expect((await list('next=none')).data).toMatchObject([{ id: two.id, next_contact: null }]);
    // A cursor of another order does not fit.
    const odd = await world.call('GET', `/api/leads?sort=last_contact&cursor=${first.next_cursor}`);
    expect([odd.status, pathsOf(odd.body)]).toEqual([400, ['query.cursor']]);
    const counts = await world.call(
      'GET',
      `/api/leads/counts?source=${source}&today=2000-01-01T00:00:00Z`,
    );
    expect(counts.body.data).toEqual({ all: 2, new_today: 2, not_contacted: 2, waiting: 0 });
  });

  it('are somebody’s who may act', async () => {
    const { id } = await create({});
    const assign = (user_id: string | null) =>
      world.call('POST', `/api/leads/${id}/assign`, { body: { user_id } });
    expect((await assign('b0b00000-0000-4000-8000-000000000000')).status).toBe(409);
    expect((await assign(null)).body.data).toMatchObject({ id, assigned_to: null });
    expect(
      (await world.call('GET', '/api/leads?assigned_to=nobody&limit=1')).body.data,
    ).toMatchObject([{ id }]);
  });

  it.each([
    ['outcome=great', 'query.outcome'],
    ['limit=0', 'query.limit'],
    ['limit=201', 'query.limit'],
    ['offset=-1', 'query.offset'],
    ['cursor=nonsense', 'query.cursor'],
    ['status=happy', 'query.status'],
    ['page=2', 'query.page'],
    ['q=%00', 'query.q'],
  ])('a list with %s: 400', async (query, path) => {
    const { status, body } = await world.call('GET', `/api/leads?${query}`);
    expect([status, pathsOf(body)]).toEqual([400, [path]]);
  });

  it.each(['abc', '1e3', '-1', '1.5', '99999999999999999999', '%00', "1'--"])(
    'an id like %s: 400',
    async (id) => {
      expect((await world.call('GET', `/api/leads/${id}`)).status).toBe(400);
      expect((await world.call('DELETE', `/api/leads/${id}`)).status).toBe(400);
    },
  );

  it('have a timeline in order, and the decisions about them', async () => {
    const lead = await create({});
    await world.call('POST', '/api/queue/schedule-call', { body: { to: lead.phone } });
    await world.call('POST', '/api/suppressions', { body: { phone: lead.phone } });
    await world.call('POST', '/api/queue/schedule-call', { body: { to: lead.phone } });
    const story = await world.call('GET', `/api/leads/${lead.id}/timeline`);
    expect(story.body.data.map(({ kind }: { kind: string }) => kind)).toEqual([
      'arrival',
      'consent',
      'consent',
      'call',
      'decision',
      'decision',
      'decision',
      'suppression',
    ]);
    // The second call was never made; the first was taken back.
    const why = await world.call('GET', `/api/leads/${lead.id}/why?limit=2`);
    expect(why.body.data).toMatchObject([
      { verdict: 'deny', rule: 'suppressed', call_id: null },
      { verdict: 'deny', rule: 'suppressed', call_id: expect.any(String) },
    ]);
    const older = await world.call(
      'GET',
      `/api/leads/${lead.id}/why?limit=1&cursor=${why.body.next_cursor}`,
    );
    expect(older.body).toMatchObject({ data: [{ verdict: 'allow' }], next_cursor: null });
    expect((await world.call('GET', '/api/leads/999999/why')).status).toBe(404);
  });

  it('are deleted with their words, and the suppression stays', async () => {
    const lead = await create({});
    await world.call('POST', '/api/suppressions', { body: { phone: lead.phone } });
    const { status } = await world.call('DELETE', `/api/leads/${lead.id}`);
    expect(status).toBe(200);
    expect((await world.call('GET', `/api/leads/${lead.id}`)).status).toBe(404);
    const again = await world.call('POST', '/api/queue/schedule-call', {
      body: { to: lead.phone },
    });
    expect(again.status).toBe(409);
    const list = await world.call('GET', '/api/suppressions');
    expect(list.text).not.toContain(lead.phone);
  });
});
