import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createSignsOfLife } from '@ringback/shared/queue/signs-of-life.ts';
import { NIGHT, NOON, startWorld, type World } from '../../../../tests/api/api-world.ts';

jest.setTimeout(120_000);

const OURS = '+12025550190';
const NOBODY = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';

let world: World;
let numbers = 0;
let names = 0;
beforeAll(async () => {
  world = await startWorld({ env: { TWILIO_FROM: OURS } });
});
afterAll(() => world.stop());

const number = () => `+1212555${String(6000 + numbers++)}`;
const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
  world.call('POST', path, {
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
  });
const get = (path: string) => world.call('GET', path);
const rows = (sql: string) => world.db.exec(sql) as Promise<Record<string, unknown>[]>;

const WORDS = 'Hi {{first_name|there}}. Reply STOP to opt out.';
async function campaign(change: object = {}) {
  names += 1;
  const body = { name: `Campaign ${names}`, steps: [{ body: WORDS }], ...change };
  return post('/api/campaigns', body);
}
async function lead(consent = true) {
  const { body } = await post('/api/leads', { phone: number(), name: 'Ada Lovelace' });
  const id: number = body.data.id;
  if (consent) {
    await rows(`select record_consent(${id}, '{"kind":"written"}', '${NOON.toISOString()}')`);
  }
  return id;
}

describe('a campaign', () => {
  it('begins as a draft with its steps, starts, rests and goes on; each twice is once', async () => {
    const made = await campaign({ daily_cap: 100, goal: 'a test drive' });
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    expect(made.body.data).toMatchObject({ status: 'draft', sender: OURS, warnings: [] });
    expect((await post(`/api/campaigns/${id}/pause`)).status).toBe(409);
    for (const [verb, status] of [
      ['start', 'running'],
      ['pause', 'paused'],
      ['resume', 'running'],
    ]) {
      for (const _ of [1, 2]) {
        const moved = await post(`/api/campaigns/${id}/${verb}`);
        expect([moved.status, moved.body.data.status]).toEqual([200, status]);
      }
    }
    expect((await campaign({ name: made.body.data.name })).status).toBe(409);
  });

  it('counts its days in a zone that the database knows as well', async () => {
    // Old names that JavaScript still takes: every claim in them would fail.
    for (const timezone of ['CTT', 'PNT', 'EST']) {
      expect((await campaign({ timezone })).status).toBe(400);
    }
    for (const timezone of ['UTC', 'America/Argentina/Ushuaia']) {
      expect((await campaign({ timezone })).status).toBe(201);
    }
  });

  it('is edited while it runs; a step that changed has a new edition', async () => {
    const { id } = (await campaign()).body.data;
    await post(`/api/campaigns/${id}/start`);
    const variants = [
      { name: 'a', weight: 1, body: WORDS },
      { name: 'b', weight: 3, body: `${WORDS} Thanks!` },
    ];
    const steps = [{ variants }, { channel: 'call', delay_seconds: 3_600 }];
    const { body } = await world.call('PATCH', `/api/campaigns/${id}`, { body: { steps } });
    expect(body.data.steps).toMatchObject([{ version: 2 }, { channel: 'call', version: 1 }]);
    expect(body.data.steps[0].variants).toEqual(variants);
  });

  it.each([
    ['unknown_variable', 'Hi {{firstname|you}}'],
    ['no_fallback', 'Hi {{first_name}}'],
    ['reserved_answer', 'Do you want to keep or cancel your appointment?'],
    ['too_many_segments', 'x'.repeat(400)],
    ['malformed', 'Hi {{first_name|there}'],
  ])('with %s in its words is refused', async (found, body) => {
    const { status, body: problem } = await campaign({ steps: [{ body: WORDS }, { body }] });
    expect(status).toBe(400);
    expect(problem.faults).toContainEqual(expect.objectContaining({ path: 'steps.1.body', found }));
  });

  it('with a name of its own in its words is told how to use one', async () => {
    const { body } = await campaign({ steps: [{ body: 'About your {{car|car}}' }] });
    expect(body.faults[0].expected).toMatch(/There is no variable "car".*rules\.variables/);
  });

  it('without a way out in its first text is warned of; fields of leads may be named', async () => {
    const rules = { variables: ['car_model'] };
    const steps = [{ body: 'About your {{car_model|car}}' }];
    const { status, body } = await campaign({ rules, steps });
    expect(status).toBe(201);
    expect(body.data.warnings).toMatchObject([{ rule: 'no_opt_out_wording' }]);
  });

  it('is told that the words of a call are said to nobody', async () => {
    const steps = [{ body: WORDS }, { channel: 'call', body: 'Hello there' }];
    const { status, body } = await campaign({ steps });
    expect([status, body.data.warnings]).toEqual([
      201,
      [{ path: 'steps.1.variants', rule: 'words_of_a_call', message: expect.any(String) }],
    ]);
  });

  it('says what it is for, and keeps that when something else of its rules changes', async () => {
    const made = await campaign({ rules: { purpose: 'informational' } });
    expect(made.body.data.rules).toEqual({ purpose: 'informational' });
    const path = `/api/campaigns/${made.body.data.id}`;
    const changed = await world.call('PATCH', path, {
      body: { rules: { on_active_elsewhere: 'replace' } },
    });
    expect(changed.body.data.rules).toEqual({
      purpose: 'informational',
      on_active_elsewhere: 'replace',
    });
    expect((await campaign({ rules: { purpose: 'fun' } })).status).toBe(400);
  });

  it.each([
    ['no words', { steps: [{}] }, 400],
    ['both kinds of words', { steps: [{ body: 'x', variants: [{ name: 'a', body: 'x' }] }] }, 400],
    ['an unknown agent', { agent_id: NOBODY }, 404],
    ['a strange sender', { sender: 'me' }, 400],
  ])('with %s is refused', async (_, change, status) => {
    expect((await campaign(change)).status).toBe(status);
  });

  it('takes in leads with consent, once', async () => {
    const { id } = (await campaign()).body.data;
    const [yes, no] = [await lead(), await lead(false)];
    const first = await post(`/api/campaigns/${id}/enroll`, { lead_ids: [yes, no, 999_999] });
    const results = Object.fromEntries(
      first.body.data.rows.map((row: { lead_id: number; result: string }) => [
        row.lead_id,
        row.result,
      ]),
    );
    expect(results).toEqual({ [yes]: 'enrolled', [no]: 'no_consent', 999999: 'no_such_lead' });
    const why = await get(`/api/leads/${no}/why`);
    expect(why.body.data[0]).toMatchObject({
      verdict: 'deny',
      rule: 'no_consent',
      reason: 'There is no consent to be texted in force, and a campaign needs one.',
    });
    const again = await post(`/api/campaigns/${id}/enroll`, { lead_ids: [yes] });
    expect(again.body.data).toMatchObject({ enrolled: 0, rows: [{ result: 'already_enrolled' }] });
    const { body } = await get(`/api/campaigns/${id}/enrollments`);
    expect(body.data).toHaveLength(1);
    for (const verb of ['start', 'enroll', 'pause', 'resume', 'end']) {
      const gone = verb === 'enroll' ? { lead_ids: [yes] } : undefined;
      expect((await post(`/api/campaigns/${NOBODY}/${verb}`, gone)).status).toBe(404);
    }
  });
});

describe('a lead in a campaign', () => {
  const enrolled = async () => {
    const { id } = (await campaign()).body.data;
    const leadId = await lead();
    const { body } = await post(`/api/campaigns/${id}/enroll`, { lead_ids: [leadId] });
    return { campaignId: id, leadId, id: body.data.rows[0].enrollment_id as number };
  };
  const set = (id: number | string, status: string) =>
    world.call('PATCH', `/api/enrollments/${id}`, { body: { status } });

  it('rests, goes on and leaves for good, each twice as once', async () => {
    const { id } = await enrolled();
    for (const status of ['paused', 'active', 'stopped']) {
      for (const _ of [1, 2]) {
        const { body } = await set(id, status);
        expect(body.data).toMatchObject({ id, status, reason: 'by_staff' });
      }
    }
    expect((await set(id, 'active')).status).toBe(409);
    expect((await set(999_999, 'paused')).status).toBe(404);
    expect((await set('x', 'paused')).status).toBe(400);
    expect((await set(id, 'completed')).status).toBe(400);
  });

  it('does not go on while it is active elsewhere, or once it wants no texts', async () => {
    const first = await enrolled();
    await set(first.id, 'paused');
    const { id } = (await campaign()).body.data;
    const second = await post(`/api/campaigns/${id}/enroll`, { lead_ids: [first.leadId] });
    expect((await set(first.id, 'active')).body.detail).toContain('another campaign');
    await set(second.body.data.rows[0].enrollment_id, 'paused');
    const { phone } = (await get(`/api/leads/${first.leadId}`)).body.data;
    await post('/api/suppressions', { phone, scope: 'sms' });
    expect((await set(first.id, 'active')).status).toBe(409);
  });

  it('is free for others when the campaign ends, which it does once and for good', async () => {
    const { campaignId, leadId } = await enrolled();
    for (const _ of [1, 2]) {
      const { body } = await post(`/api/campaigns/${campaignId}/end`);
      expect(body.data).toMatchObject({
        status: 'ended',
        progress: { enrollments: { stopped: 1 } },
      });
    }
    expect((await post(`/api/campaigns/${campaignId}/start`)).status).toBe(409);
    const { id } = (await campaign()).body.data;
    const again = await post(`/api/campaigns/${id}/enroll`, { lead_ids: [leadId] });
    expect(again.body.data).toMatchObject({ enrolled: 1 });
  });
});

describe('a text that is asked for', () => {
  it('is accepted once for one key', async () => {
    const body = { to: number(), body: 'Are you still looking?' };
    const key = { 'idempotency-key': `key-${numbers}` };
    const first = await post('/api/queue/sms-followup', body, key);
    expect(first.status).toBe(202);
    expect(first.body.data).toMatchObject({ status: 'pending', queued: true });
    const again = await post('/api/queue/sms-followup', body, key);
    expect([again.status, again.body.data]).toEqual([200, first.body.data]);
    const other = await post('/api/queue/sms-followup', { ...body, body: 'Other' }, key);
    expect(other.status).toBe(422);
  });

  it('at night is held until the morning, and both why and timeline know it', async () => {
    world.clock.now = NIGHT;
    const { body } = await post('/api/queue/sms-followup', { to: number(), body: 'Hello' });
    world.clock.now = NOON;
    expect(body.data).toMatchObject({ status: 'held', held_reason: 'quiet_hours', queued: false });
    expect(Date.parse(body.data.held_until)).toBeGreaterThan(NIGHT.getTime());
    const [row] = await rows(
      `select lead_id from sms_messages where message_id = '${body.data.message_id}'`,
    );
    const why = await get(`/api/leads/${String(row?.['lead_id'])}/why`);
    expect(why.body.data[0]).toMatchObject({
      channel: 'text',
      verdict: 'hold',
      rule: 'quiet_hours',
      message_id: body.data.message_id,
    });
    const story = await get(`/api/leads/${String(row?.['lead_id'])}/timeline`);
    expect(story.body.data.map(({ kind }: { kind: string }) => kind)).toEqual(['text', 'decision']);
  });

  it('may be a template, filled for the lead', async () => {
    const lead_id = await lead();
    const template = 'Hi {{first_name|there}}';
    const { body } = await post('/api/queue/sms-followup', { lead_id, template });
    const [row] = await rows(
      `select body from sms_messages where message_id = '${body.data.message_id}'`,
    );
    expect(row).toEqual({ body: 'Hi Ada' });
    const gap = { lead_id, template: 'Hi {{region}}' };
    expect((await post('/api/queue/sms-followup', gap)).status).toBe(400);
  });

  it.each([
    ['nobody', { body: 'x' }, 400],
    ['no words', { to: '+12125550101' }, 400],
    ['gaps that nobody fills', { to: '+12125550101', body: 'Hi {{first_name|there}}' }, 400],
    ['two kinds of words', { to: '+12125550101', body: 'x', template: 'y' }, 400],
    ['an unknown lead', { lead_id: 999_999, body: 'x' }, 404],
    ['an unknown campaign', { to: '+12125550101', body: 'x', campaign_id: NOBODY }, 404],
    ['a number that is none', { to: 'me', body: 'x' }, 422],
    [
      'a moment too far off',
      { to: '+12125550101', body: 'x', run_at: '2028-01-01T00:00:00Z' },
      400,
    ],
  ])('to or with %s is refused', async (_, body, status) => {
    expect((await post('/api/queue/sms-followup', body)).status).toBe(status);
  });
});

describe('a conversation', () => {
  async function conversation(words = ['Hi', 'Are you there?', 'Hello?']) {
    const from = number();
    for (const [n, Body] of words.entries()) {
      const MessageSid = `SM${String(numbers * 100 + n).padStart(32, '0')}`;
      await world.carrier('/webhooks/twilio/sms', { MessageSid, From: from, To: OURS, Body });
    }
    const [row] = await rows(`select id from sms_conversations where lead_phone = '${from}'`);
    return { id: String(row?.['id']), from, path: `/api/conversations/${String(row?.['id'])}` };
  }
  const seqs = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);

  it('is read page by page, both ways, with names that stay', async () => {
    const { path } = await conversation(['1', '2', '3', '4', '5']);
    const newest = (await get(`${path}/messages?limit=2`)).body.data;
    expect([seqs(newest.messages), newest.older, newest.newer]).toEqual([[4, 5], 4, null]);
    const older = (await get(`${path}/messages?limit=2&before=4`)).body.data;
    expect([seqs(older.messages), older.older, older.newer]).toEqual([[2, 3], 2, 3]);
    const newer = (await get(`${path}/messages?limit=9&after=3`)).body.data;
    expect(newer.messages).toEqual(newest.messages);
    expect((await get(`${path}/messages?before=1&after=1`)).status).toBe(400);
    expect((await get(`/api/conversations/${NOBODY}/messages`)).status).toBe(404);
  });

  it('is taken over by whoever writes, once for each message', async () => {
    const { path } = await conversation();
    const text = { body: 'This is Ana, how can I help?', client_message_id: 'from-ana-1' };
    const answers = await Promise.all([1, 2, 3].map(() => post(`${path}/messages`, text)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    const ids = answers.map(({ body }) => body.data.message.message_id);
    expect(new Set(ids).size).toBe(1);
    const { conversation: row, messages } = (await get(`${path}/messages`)).body.data;
    expect(row).toMatchObject({ owner: 'human', reply_due_at: null });
    expect(messages.at(-1)).toMatchObject({ author: 'human', client_message_id: 'from-ana-1' });
    const other = { ...text, body: 'Something else' };
    expect((await post(`${path}/messages`, other)).status).toBe(422);
  });

  it('goes from hand to hand, and each step twice is once', async () => {
    const { path, id } = await conversation();
    for (const [verb, owner] of [
      ['takeover', 'human'],
      ['handback', 'ai'],
    ]) {
      for (const _ of [1, 2]) {
        const { status, body } = await post(`${path}/${verb}`);
        expect([status, body.data.owner]).toEqual([200, owner]);
      }
    }
    const job = await get(`/api/queue/jobs/reply-${id}-3`);
    expect(job.body.data).toMatchObject({ queue: 'sms-reply', conversation: { id } });
    const judge = () => post('/api/queue/analyze-conversation', { conversation_id: id });
    expect((await judge()).status).toBe(409);
    const assigned = await post(`${path}/assign`, { assigned_to: 'ana' });
    expect(assigned.body.data.assigned_to).toBe('ana');
    for (const _ of [1, 2]) {
      const { body } = await post(`${path}/close`, { outcome: 'qualified' });
      expect(body.data).toMatchObject({
        owner: 'closed',
        conversion_status: 'qualified',
        end_reason: 'closed_by_staff',
        end_evidence: { by: expect.any(String), outcome: 'qualified' },
        ended_at: expect.any(String),
      });
    }
    expect((await post(`${path}/takeover`)).status).toBe(409);
    const judged = await judge();
    expect([judged.status, judged.body.data.queued]).toEqual([202, true]);
    for (const verb of ['takeover', 'handback']) {
      expect((await post(`/api/conversations/${NOBODY}/${verb}`)).status).toBe(404);
    }
  });

  it('is read up to where somebody has read, and never less', async () => {
    const { path, id } = await conversation();
    const listed = async () =>
      (await get('/api/conversations')).body.data.find((row: { id: string }) => row.id === id);
    expect((await listed()).unread).toBe(3);
    await post(`${path}/read`, { seq: 2 });
    expect((await listed()).unread).toBe(1);
    expect((await post(`${path}/read`, { seq: 1 })).body.data).toEqual({ last_read_seq: 2 });
    await post(`${path}/read`, {});
    expect((await listed()).unread).toBe(0);
  });

  it('is found by its owner, its lead and its page', async () => {
    const { from, id } = await conversation();
    const q = encodeURIComponent(from);
    const found = await get(`/api/conversations?q=${q}&owner=ai&open=true&unread=true`);
    expect(found.body.data.map((row: { id: string }) => row.id)).toEqual([id]);
    const first = await get('/api/conversations?limit=1');
    const second = await get(`/api/conversations?limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body.data[0].id).not.toBe(first.body.data[0].id);
    expect((await get('/api/conversations?cursor=nonsense')).status).toBe(400);
  });

  it('has a text that failed tried once more, by hand', async () => {
    const { body: made } = await post('/api/queue/sms-followup', { to: number(), body: 'Hello?' });
    const first = made.data.message_id as string;
    const { conversation_id: id } = (
      await rows(`select conversation_id from sms_messages where message_id = '${first}'`)
    )[0] as { conversation_id: string };
    const retry = (conversation = id, message = first) =>
      post(`/api/conversations/${conversation}/messages/${message}/retry`);
    expect((await retry()).status).toBe(409);
    await rows(`update sms_messages set delivery_status = 'failed', delivery_error = '30034'
      where message_id = '${first}'`);
    const tried = await retry();
    expect(tried.status).toBe(202);
    expect(tried.body.data).toMatchObject({ queued: true, message: { retry_of: first } });
    const again = await retry();
    expect([again.status, again.body.data.message.message_id]).toEqual([
      200,
      tried.body.data.message.message_id,
    ]);
    expect((await retry(NOBODY)).status).toBe(404);
    expect((await retry(id, NOBODY)).status).toBe(404);
  });

  it('with somebody who opted out takes no more words', async () => {
    const { path } = await conversation(['STOP']);
    const text = { body: 'But wait', client_message_id: 'x' };
    expect((await post(`${path}/messages`, text)).status).toBe(409);
  });
});

describe('the health of the texts', () => {
  it('stands in the numbers and the metrics, with what is wrong in one word', async () => {
    const redis = connectBriskly(world.redisUrl);
    await new Promise((resolve) => redis.once('ready', resolve));
    const life = createSignsOfLife(redis, world.prefix);
    expect((await get('/api/queue/stats')).body.data.warnings).toContain('processor_not_running');
    for (const service of ['call-worker', 'sms-worker', 'analyzer']) await life.note(service, NOON);
    redis.disconnect();
    await rows(`update sms_messages set delivery_status = 'canceled'
      where delivery_status in ('pending', 'held')`);
    const healthy = (await get('/api/queue/stats')).body.data;
    expect(healthy.processors).toHaveLength(3);
    expect(healthy.warnings).toEqual([]);

    const { body } = await post('/api/queue/sms-followup', { to: number(), body: 'Hello' });
    const overdue = new Date(NOON.getTime() - 600_000).toISOString();
    await rows(`update sms_messages set send_at = '${overdue}'
      where message_id = '${body.data.message_id}'`);
    expect((await get('/api/queue/stats')).body.data.warnings).toEqual(['texts_overdue']);

    await rows(`update sms_messages set delivery_status = 'undelivered', delivery_error = '30007',
      sent_at = '${overdue}' where kind in ('single', 'human')`);
    const filtered = (await get('/api/queue/stats')).body.data;
    expect(filtered.texts.filtered_ratio).toBe(1);
    expect(filtered.warnings).toContain('texts_filtered');

    world.clock.now = new Date(NOON.getTime() + 2_000);
    const { text } = await world.send('/metrics');
    world.clock.now = NOON;
    expect(text).toMatch(/ringback_texts_filtered_ratio\{.*\} 1\b/);
    expect(text).toMatch(/ringback_processor_running\{processor="sms-worker".*\} 1\b/);
    expect(text).toMatch(/ringback_webhook_silence_seconds\{webhook="twilio\/text_inbound"/);
  });
});
