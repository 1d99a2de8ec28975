import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NIGHT, NOON, startWorld, type World } from '../../testing/api-world.ts';

const ROUTE = '/api/queue/schedule-call';
const NOBODY = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';

let world: World;
let serial = 0;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.clock.now = NOON;
});

/** A number of Washington that no test has used. */
const newNumber = () => `+1202555${String(1000 + serial++)}`;
const schedule = (body: object, key?: string) =>
  world.call('POST', ROUTE, { body, headers: key ? { 'idempotency-key': key } : {} });
const rows = async (table: string) =>
  Number((await world.db.exec(`select count(*) as n from ${table}`))[0]?.['n']);

describe('ordering a call', () => {
  it('writes the call and its decision, queues a job, and says so', async () => {
    const to = newNumber();
    const { status, body } = await schedule({ to, message: 'The blue van', priority: 'high' });
    expect(status).toBe(202);
    const { call_id, job_id } = body.data;
    expect(body.data).toEqual({
      call_id,
      job_id: `call-${call_id}`,
      status: 'scheduled',
      queued: true,
    });
    const job = await world.call('GET', `/api/queue/jobs/${job_id}`);
    expect(job.body.data).toMatchObject({ queue: 'schedule-call', state: 'prioritized' });
    expect(job.body.data.call).toMatchObject({ id: call_id, lead_phone: to, status: 'scheduled' });
    const call = await world.call('GET', `/api/calls/${call_id}`);
    expect(call.body.data.decisions).toMatchObject([{ verdict: 'allow', rule: 'window_open' }]);
  });

  it('judges a number by where its lead is, named or not, and in one decision', async () => {
    const lead = { phone: newNumber(), timezone: 'Asia/Tokyo' };
    await world.call('POST', '/api/leads', { body: lead });
    const before = await rows('contact_decisions');
    const { body } = await schedule({ to: lead.phone });
    expect(body.data).toMatchObject({ status: 'held', held_reason: expect.any(String) });
    expect(await rows('contact_decisions')).toBe(before + 1);
    const unknown = await schedule({ to: newNumber() });
    expect(unknown.body.data).toMatchObject({ status: 'scheduled' });
  });

  it('understands a number in any spelling and finds its lead', async () => {
    const lead = await world.call('POST', '/api/leads', { body: { phone: '(202) 555-0777' } });
    const { body } = await schedule({ to: '202.555.0777' });
    const call = await world.call('GET', `/api/calls/${body.data.call_id}`);
    expect(call.body.data).toMatchObject({ lead_id: lead.body.data.id, to_number: '+12025550777' });
  });

  it('calls each of several people behind one main number at the extension', async () => {
    const line = newNumber();
    const calls = [];
    for (const behind of [' ext. 5', ' x6', '']) {
      calls.push((await schedule({ to: `${line}${behind}` })).body.data.call_id);
    }
    const rows = await Promise.all(calls.map((id) => world.call('GET', `/api/calls/${id}`)));
    expect(rows.map(({ body }) => [body.data.lead_phone, body.data.phone_extension])).toEqual([
      [line, '5'],
      [line, '6'],
      [line, null],
    ]);
    expect(new Set(rows.map(({ body }) => body.data.lead_id)).size).toBe(3);
  });

  it('calls a lead by its id alone', async () => {
    const lead = await world.call('POST', '/api/leads', { body: { phone: newNumber() } });
    const { status, body } = await schedule({ lead_id: lead.body.data.id });
    expect(status).toBe(202);
    expect(body.data.queued).toBe(true);
  });

  it('holds a call outside the hours of the lead, until they begin, with the reason on record', async () => {
    world.clock.now = NIGHT;
    const { status, body } = await schedule({ to: newNumber() });
    expect(status).toBe(202);
    expect(body.data).toMatchObject({
      status: 'held',
      queued: false,
      held_until: '2026-11-20T13:00:00.000Z',
      held_reason: 'quiet_hours',
    });
    const call = await world.call('GET', `/api/calls/${body.data.call_id}`);
    expect(call.body.data.decisions[0]).toMatchObject({ verdict: 'hold', rule: 'quiet_hours' });
    expect(call.body.data.decisions[0].evidence.window.local).toEqual({
      'America/New_York': '2026-11-20T02:00',
    });
  });

  it('leaves a call that is due in more than 15 minutes to the sweep', async () => {
    const soon = await schedule({ to: newNumber(), run_at: '2026-11-20T12:14:00-05:00' });
    const later = await schedule({ to: newNumber(), run_at: '2026-11-20T12:16:00-05:00' });
    expect([soon.body.data.queued, later.body.data.queued]).toEqual([true, false]);
  });

  it('takes a past time for now, and none beyond 90 days', async () => {
    const past = await schedule({ to: newNumber(), run_at: '2020-01-01T00:00:00Z' });
    const far = await schedule({ to: newNumber(), run_at: '2027-02-19T17:00:00Z' });
    expect([past.status, past.body.data.status]).toEqual([202, 'scheduled']);
    expect(far.status).toBe(400);
    expect(far.body.faults).toMatchObject([{ path: 'run_at' }]);
  });
});

describe('ordering twice with one idempotency key', () => {
  it('returns the first answer and makes no second call, also for simultaneous requests', async () => {
    const body = { to: newNumber(), metadata: { a: 1, b: 2 } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => schedule(body, 'once')));
    const again = await schedule({ metadata: { b: 2, a: 1 }, to: body.to }, 'once');
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 200, 200, 200, 200, 202,
    ]);
    expect(again.status).toBe(200);
    const data = [...answers, again].map((answer) => JSON.stringify(answer.body.data));
    expect(new Set(data).size).toBe(1);
    const calls = await world.db.exec(`select id from calls where lead_phone = '${body.to}'`);
    expect(calls).toHaveLength(1);
  });

  it('repeats that the call was held, even when it has moved on since', async () => {
    world.clock.now = NIGHT;
    const body = { to: newNumber() };
    const first = await schedule(body, 'held-once');
    await world.call('POST', `/api/calls/${first.body.data.call_id}/hangup`);
    world.clock.now = NOON;
    const second = await schedule(body, 'held-once');
    expect(second.status).toBe(200);
    expect(second.body.data).toMatchObject({
      call_id: first.body.data.call_id,
      status: 'held',
      held_until: first.body.data.held_until,
    });
  });

  it('refuses the key for another request', async () => {
    await schedule({ to: newNumber() }, 'mine');
    const other = await schedule({ to: newNumber() }, 'mine');
    expect(other.status).toBe(422);
    expect(other.body.type).toBe('urn:ringback:problem:key-reused');
  });
});

describe('ordering one call several times without a key', () => {
  it('is one call: the later orders answer with its id, and the last words count', async () => {
    const to = newNumber();
    const first = await schedule({ to, message: 'About the red car.' });
    const [second, third] = await Promise.all([
      schedule({ to }),
      schedule({ to, message: 'About the blue car.' }),
    ]);
    for (const later of [second, third]) {
      expect(later.status).toBe(202);
      expect(later.body.data).toMatchObject({
        call_id: first.body.data.call_id,
        status: 'scheduled',
        merged: true,
      });
    }
    expect(first.body.data).not.toHaveProperty('merged');
    const calls = await world.db.exec(`select message from calls where lead_phone = '${to}'`);
    expect(calls).toEqual([{ message: 'About the blue car.' }]);
    const { body } = await world.call('GET', `/api/calls/${first.body.data.call_id}`);
    expect(body.data.decisions).toContainEqual(expect.objectContaining({ rule: 'merged' }));
  });

  it('is two calls with keys of their own', async () => {
    const to = newNumber();
    const [one, two] = [await schedule({ to }, 'own-a'), await schedule({ to }, 'own-b')];
    expect(one.body.data.call_id).not.toBe(two.body.data.call_id);
  });
});

describe('an invalid request', () => {
  it('gets every fault at once, and nothing is written', async () => {
    const before = [await rows('calls'), await rows('leads'), await rows('contact_decisions')];
    const { status, body, headers } = await world.call('POST', ROUTE, {
      headers: { 'idempotency-key': 'with space' },
      body: { to: 5, lead_id: 'x', priority: 'now', run_at: 'soon', agent_id: 'me', extra: true },
    });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body.faults.map(({ path }: { path: string }) => path)).toEqual([
      'headers.idempotency-key',
      'to',
      'lead_id',
      'agent_id',
      'priority',
      'run_at',
      'extra',
    ]);
    expect(body.faults[1]).toEqual({ path: 'to', found: 'a number', expected: 'a string' });
    expect([await rows('calls'), await rows('leads'), await rows('contact_decisions')]).toEqual(
      before,
    );
  });

  it.each([
    ['neither number nor lead', { priority: 'never' }, ['priority', 'to']],
    ['too long a message', { to: '+12025550101', message: 'x'.repeat(2_001) }, ['message']],
    ['too much metadata', { to: '+12025550101', metadata: { x: 'y'.repeat(4_096) } }, ['metadata']],
    ['a NUL in a text', { to: '+12025550101', message: 'a\0b' }, ['message']],
    ['a NUL deep in metadata', { to: '+12025550101', metadata: { a: ['\0'] } }, ['metadata']],
    ['half a character', { to: '+12025550101', message: 'a\ud800' }, ['message']],
    ['an array for a body', [], ['(root)']],
    [
      'a moment without its offset',
      { to: '+12025550101', run_at: '2026-11-20T12:00:00' },
      ['run_at'],
    ],
  ])('%s: 400', async (_, body, paths) => {
    const answer = await schedule(body);
    expect(answer.status).toBe(400);
    expect(answer.body.faults.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  it.each([
    ['premium', '+19005550100'],
    ['satellite', '+881612345678'],
    ['denied_country', '+18765550123'],
    ['impossible', '+1202555'],
    ['impossible', 'call me maybe'],
    ['junk', '5555555555'],
    ['ruined', '1.20256E+10'],
    ['personal', '+447012345678'],
  ])('a number that is %s (%s): 422 with the reason, on record', async (rule, to) => {
    const { status, body } = await schedule({ to });
    expect(status).toBe(422);
    expect(body.detail).not.toContain(to);
    expect(body.faults).toMatchObject([{ path: 'to', found: expect.stringContaining(rule) }]);
    const [decision] = await world.db.exec(
      'select verdict, rule, evidence::text as evidence from contact_decisions order by id desc limit 1',
    );
    expect(decision).toMatchObject({ verdict: 'deny', rule: 'undialable' });
    expect(JSON.parse(String(decision?.['evidence']))).toMatchObject({ number: { why: rule } });
  });

  it('for a suppressed number: 409, never a call, and a decision', async () => {
    const to = newNumber();
    await world.call('POST', '/api/suppressions', { body: { phone: to, reason: 'asked us' } });
    const { status, body } = await schedule({ to });
    expect([status, body.type]).toEqual([409, 'urn:ringback:problem:suppressed']);
    expect(await world.db.exec(`select id from calls where lead_phone = '${to}'`)).toEqual([]);
  });

  it.each([
    ['lead_id', { lead_id: 987_654 }],
    ['agent_id', { to: '+12025559999', agent_id: NOBODY }],
  ])('with an unknown %s: 404 that names the field, and nothing is written', async (path, body) => {
    const before = [await rows('calls'), await rows('leads')];
    const answer = await schedule(body);
    expect(answer.status).toBe(404);
    expect(answer.body.faults).toMatchObject([{ path }]);
    expect([await rows('calls'), await rows('leads')]).toEqual(before);
  });

  it('with a number that is not the lead’s: 400', async () => {
    const lead = await world.call('POST', '/api/leads', { body: { phone: newNumber() } });
    const answer = await schedule({ lead_id: lead.body.data.id, to: newNumber() });
    expect([answer.status, answer.body.faults[0].path]).toEqual([400, 'to']);
  });

  it('for one of our own numbers: 422, and no lead', async () => {
    await world.db.exec(
      `insert into private.our_numbers values ('+12025550199', 'settings', now())`,
    );
    const answer = await schedule({ to: '+12025550199' });
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      expect.stringContaining('an own number'),
    ]);
    const found = await world.call('GET', '/api/leads?q=2025550199');
    expect(found.body.data).toEqual([]);
  });

  it('with a provider or voice that is not set up: 422 that names the setting', async () => {
    const answer = await schedule({ to: newNumber(), provider: 'retell', voice: 'elevenlabs' });
    expect(answer.status).toBe(422);
    expect(answer.body.faults.map((fault: { expected: string }) => fault.expected)).toEqual([
      expect.stringContaining('RETELL_API_KEY'),
      expect.stringContaining('ELEVENLABS_API_KEY'),
    ]);
  });

  it.each([
    ['malformed JSON', 400, 'application/json', '{"to":'],
    ['too large', 413, 'application/json', JSON.stringify({ message: 'x'.repeat(300_000) })],
    ['a form', 415, 'application/x-www-form-urlencoded', 'to=%2B12025550101'],
  ])('%s: %i', async (_, status, contentType, body) => {
    const answer = await world.send(ROUTE, {
      method: 'POST',
      headers: {
        authorization: 'Bearer rb_test_admin_key_0123456789',
        'content-type': contentType,
      },
      body,
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, status });
    expect(answer.text).not.toMatch(/ {4}at |\.ts:|SyntaxError|node_modules/);
  });
});
