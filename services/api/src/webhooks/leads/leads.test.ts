import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startWorld, type World } from '../../testing/api-world.ts';

const SENDER = '+12025550190';
const SECRET = 'a-secret-of-a-form-0123456789';

let world: World;
let numbers = 0;
beforeAll(async () => {
  world = await startWorld({ env: { TWILIO_FROM: SENDER } });
});
afterAll(() => world.stop());

const number = () => `+1212555${String(1000 + numbers++)}`;
const form = (source: string, body: unknown, headers: Record<string, string> = {}) =>
  world.send(`/webhooks/leads/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const byKey = { authorization: `Bearer ${ADMIN_KEY}` };
const bySecret = { 'x-ringback-secret': SECRET };
const countOf = async (sql: string) =>
  Number((await world.db.exec(`select count(*) as n from ${sql}`))[0]?.['n']);

async function source(name: string, more: object = {}) {
  const body = { source: name, secret: SECRET, ...more };
  const { status } = await world.call('POST', '/api/lead-sources', { body });
  expect(status).toBe(201);
}
let campaigns = 0;
async function campaign() {
  campaigns += 1;
  const steps = [{ body: 'Hi {{first_name|there}}! Reply STOP to opt out.' }];
  const body = { name: `Campaign ${campaigns}`, steps };
  const { data } = (await world.call('POST', '/api/campaigns', { body })).body;
  await world.call('POST', `/api/campaigns/${data.id}/start`);
  return data.id as string;
}

describe('a lead from a form', () => {
  it('is stored, enrolled, and its first text is in the queue', async () => {
    const campaign_id = await campaign();
    const lead = { name: 'Ada Lovelace', phone: number(), campaign_id, consent: true };
    const { status, body } = await form('website', lead, byKey);
    expect([status, body.success]).toEqual([201, true]);
    expect(body.data).toMatchObject({
      created: true,
      result: 'enrolled',
      queued: true,
      campaign_id,
    });
    const id = body.data.message_id;
    const job = await world.call('GET', `/api/queue/jobs/text-${id}`);
    expect(job.body.data).toMatchObject({ queue: 'sms-followup', message: { message_id: id } });
    const proof = await world.call('GET', `/api/leads/${body.data.lead_id}/consent`);
    expect(proof.body.data).toMatchObject({
      may_be_texted: true,
      may_be_called: false,
      consents: [
        { channel: 'text', kind: 'written', source: 'website', ip: '127.0.0.1', in_force: true },
      ],
      enrollments: [{ campaign_id, status: 'active' }],
    });
    const { permits } = proof.body.data;
    expect(permits).toContainEqual(
      expect.objectContaining({ channel: 'text', purpose: 'marketing', allowed: true }),
    );
    expect(permits).toContainEqual(
      expect.objectContaining({ channel: 'call', allowed: false, rule: 'no_consent' }),
    );
  });

  it('is not to be called by campaigns on the operator’s word alone, and the evidence says so', async () => {
    const to = number();
    await world.call('POST', '/api/queue/schedule-call', { body: { to } });
    const [lead] = await world.db.exec(`select id from leads where phone = '${to}'`);
    const { body } = await world.call('GET', `/api/leads/${lead?.['id']}/consent`);
    expect(body.data).toMatchObject({ may_be_called: false, may_be_texted: false });
    expect(body.data.permits).toContainEqual(
      expect.objectContaining({ channel: 'call', purpose: 'single', allowed: true }),
    );
  });

  it('told again is the same lead, the same enrollment and the same text', async () => {
    const campaign_id = await campaign();
    const lead = { name: 'Bob', phone: number(), campaign_id, consent: true };
    const first = (await form('website', lead, byKey)).body.data;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => form('website', lead, byKey)),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(201);
      expect(body.data).toMatchObject({
        lead_id: first.lead_id,
        enrollment_id: first.enrollment_id,
        message_id: first.message_id,
        created: false,
        result: 'already_enrolled',
      });
    }
    expect(await countOf(`sms_messages where lead_id = ${first.lead_id}`)).toBe(1);
    expect(await countOf(`consents where lead_id = ${first.lead_id}`)).toBe(1);
  });

  it('without a consent is kept and not contacted; the decision says why', async () => {
    const campaign_id = await campaign();
    const lead = { name: 'Cy', phone: number(), campaign_id, consent: 'no' };
    const { data } = (await form('website', lead, byKey)).body;
    expect(data).toMatchObject({ result: 'no_consent', message_id: null, enrollment_id: null });
    const why = await world.call('GET', `/api/leads/${data.lead_id}/why`);
    expect(why.body.data[0]).toMatchObject({ verdict: 'deny', rule: 'no_consent' });
  });

  it('whose number is blocked stays blocked, whatever the form says', async () => {
    const phone = number();
    await world.call('POST', '/api/suppressions', { body: { phone } });
    const campaign_id = await campaign();
    const { data } = (await form('website', { phone, campaign_id, consent: true }, byKey)).body;
    expect(data).toMatchObject({ result: 'suppressed', message_id: null });
    const proof = await world.call('GET', `/api/leads/${data.lead_id}/consent`);
    expect(proof.body.data).toMatchObject({ may_be_texted: false, consents: [] });
  });

  it('may come as pairs', async () => {
    const phone = number();
    const pairs = new URLSearchParams({ name: 'Dee', phone, consent: 'on' });
    const { status, body } = await world.send('/webhooks/leads/website', {
      method: 'POST',
      headers: byKey,
      body: pairs,
    });
    expect([status, body.data.result]).toEqual([201, 'stored']);
  });

  it('is not lost over a field beside the number: that is kept as it came, and told', async () => {
    const phone = number();
    const lead = {
      phone: `${phone} `,
      name: `Ada ${'Lovelace '.repeat(60)}`,
      email: 'n/a',
      region: 'California',
      timezone: 'GMT-5',
      external_id: { crm: 7 },
      postal_code: 'x'.repeat(30),
      custom: 'a word',
      consent: { granted: true, at: 'yesterday' },
    };
    const { status, body } = await form('website', lead, byKey);
    expect([status, body.data.result, body.data.greeting]).toEqual([201, 'stored', 'Ada']);
    const told = body.data.warnings.map(({ path }: { path: string }) => path);
    expect(told.sort()).toEqual([
      'consent.at',
      'email',
      'external_id',
      'name',
      'postal_code',
      'timezone',
    ]);
    const stored = (await world.call('GET', `/api/leads/${body.data.lead_id}`)).body.data;
    expect(stored).toMatchObject({
      phone,
      region: 'US-CA',
      email: null,
      timezone: null,
      custom: {
        email: 'n/a',
        timezone: 'GMT-5',
        external_id: { crm: 7 },
        postal_code: 'x'.repeat(30),
        custom: 'a word',
      },
    });
    expect(stored.name.length).toBeLessThanOrEqual(200);
    const proof = await world.call('GET', `/api/leads/${body.data.lead_id}/consent`);
    expect(proof.body.data.consents).toMatchObject([{ kind: 'written', in_force: true }]);
  });

  it.each([
    ['a trailing space', { email: 'ann@example.com ' }, { email: 'ann@example.com' }, 0],
    [
      'two addresses',
      { email: 'ann@example.com; bob@example.com' },
      { email: 'ann@example.com' },
      1,
    ],
    ['a label as zone', { timezone: 'Eastern Time' }, { timezone: 'America/New_York' }, 0],
    ['an object as name', { name: { first: 'Ann', last: 'Test' } }, { name: 'Ann Test' }, 0],
    ['an object as email', { email: { a: 1 } }, { email: null, custom: { email: { a: 1 } } }, 1],
    ['a list as name', { name: ['Ann'] }, { name: null, custom: { name: ['Ann'] } }, 1],
    ['a placeholder as name', { name: 'N/A' }, { name: null, custom: { name: 'N/A' } }, 1],
    ['a number as name', { name: 12345 }, { name: '12345' }, 1],
  ])('is stored with %s', async (_, fields, expected, warnings) => {
    const { status, body } = await form('website', { phone: number(), ...fields }, byKey);
    expect([status, body.data.warnings.length]).toEqual([201, warnings]);
    const stored = (await world.call('GET', `/api/leads/${body.data.lead_id}`)).body.data;
    expect(stored).toMatchObject(expected);
  });

  it('keeps the campaign of a vendor under its name, and joins none of ours', async () => {
    const lead = { phone: number(), campaign_id: 120330000000, consent: true };
    const { status, body } = await form('website', lead, byKey);
    expect([status, body.data.result, body.data.campaign_id]).toEqual([201, 'stored', null]);
    const stored = (await world.call('GET', `/api/leads/${body.data.lead_id}`)).body.data;
    expect(stored.custom).toMatchObject({ campaign_id: 120330000000 });
  });

  it.each([
    ['no number', { phone: 'call me' }, 422],
    ['a premium number', { phone: '+19005550100' }, 422],
    ['no phone at all', { name: 'Eve' }, 400],
    ['no JSON', '{"phone":', 400],
    ['a list', '[]', 400],
    ['nothing', '', 400],
  ])('with %s is refused', async (_, body, status) => {
    expect((await form('website', body, byKey)).status).toBe(status);
  });

  it('brings nobody’s prototype along', async () => {
    const body = `{"phone":"${number()}","custom":{"__proto__":{"polluted":1},"constructor":"x"}}`;
    expect((await form('website', body, byKey)).status).toBe(201);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a source', () => {
  it('is set up once; its secret is shown once and kept from then on', async () => {
    const body = { source: 'shown-once', auth: 'secret' };
    const made = await world.call('POST', '/api/lead-sources', { body });
    expect(made.body.data.secret).toMatch(/^[\x21-\x7e]{20,}$/);
    const again = await world.call('POST', '/api/lead-sources', { body });
    expect(again.body.data.secret).toBeNull();
    const { text } = await world.call('GET', '/api/lead-sources');
    expect(text).not.toContain(made.body.data.secret);
    const headers = { 'x-ringback-secret': made.body.data.secret };
    expect((await form('shown-once', { phone: number() }, headers)).status).toBe(201);
  });

  it('has names of its own for our fields, and a campaign', async () => {
    const campaign_id = await campaign();
    const mapping = {
      phone: 'data.contact.tel',
      first_name: 'answers[name=first].values.0',
      consent: 'data.agreed',
      'custom.car': 'data.car',
    };
    await source('mapped', { mapping, campaign_id });
    const tel = number();
    const body = {
      data: { contact: { tel }, agreed: 'I agree to receive texts', car: 'Model 3' },
      answers: [{ name: 'first', values: ['Grace'] }],
    };
    const { data } = (await form('mapped', body, bySecret)).body;
    expect(data).toMatchObject({ result: 'enrolled', campaign_id });
    const lead = (await world.call('GET', `/api/leads/${data.lead_id}`)).body.data;
    expect(lead).toMatchObject({ phone: tel, name: 'Grace', custom: { car: 'Model 3' } });

    // What does not fit is told by the names that its sender knows.
    const wrong = { data: { agreed: { at: 'x' } }, answers: [{ name: 'first', values: [{}] }] };
    const { faults } = (await form('mapped', wrong, bySecret)).body;
    expect(faults.map(({ path }: { path: string }) => path)).toEqual(['data.contact.tel']);
    const premium = { data: { contact: { tel: '+19005550100' } } };
    expect((await form('mapped', premium, bySecret)).body.faults[0].path).toBe('data.contact.tel');
  });

  it('may not map what we have no place for', async () => {
    const body = { source: 'odd', mapping: { lead_status: 'x', __proto__x: 'y', phone: '..' } };
    const { status, body: problem } = await world.call('POST', '/api/lead-sources', { body });
    expect(status).toBe(400);
    expect(problem.faults).toHaveLength(3);
    expect(problem.faults).toContainEqual({
      path: 'mapping.lead_status',
      found: 'a field that cannot be filled',
      expected: expect.stringMatching(/^one of phone, name, .*, or custom\.<name>$/),
    });
  });
});

describe('the proof of a source', () => {
  const hmac = (text: string, key = SECRET) => createHmac('sha256', key).update(text).digest('hex');
  const at = () => Math.floor(world.clock.now.getTime() / 1000);

  it('by signature covers the very bytes', async () => {
    await source('signed', { auth: 'hmac' });
    const body = JSON.stringify({ phone: number() });
    const plain = { 'x-hub-signature-256': `sha256=${hmac(body)}` };
    const timed = {
      'x-ringback-signature': `t=${at()},v1=${hmac(`${at()}.${body}`)}`,
    };
    expect((await form('signed', body, plain)).status).toBe(201);
    expect((await form('signed', body, timed)).status).toBe(201);
    expect((await form('signed', `${body} `, plain)).status).toBe(403);
    const old = at() - 301;
    const stale = { 'x-ringback-signature': `t=${old},v1=${hmac(`${old}.${body}`)}` };
    expect((await form('signed', body, stale)).status).toBe(403);
    expect((await form('signed', body, bySecret)).status).toBe(403);
  });

  it.each([
    ['nothing', {}],
    ['an empty secret', { 'x-ringback-secret': '' }],
    ['another secret', { 'x-ringback-secret': `${SECRET}x` }],
    ['an unknown key', { authorization: 'Bearer rb_nobody' }],
    ['a signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
  ])('by %s is refused: 403, counted, nothing written', async (_, headers) => {
    await source('guarded');
    const before = await countOf('leads');
    const { status, body } = await form('guarded', { phone: number() }, headers as never);
    expect([status, body.type]).toEqual([403, 'urn:ringback:problem:forbidden']);
    expect(await countOf('leads')).toBe(before);
    const { text } = await world.send('/metrics');
    expect(text).toMatch(/webhook_received_total\{provider="form",kind="lead",result="forbidden"/);
  });

  it('is needed by sources that nobody set up, whatever they are called', async () => {
    for (const name of ['nobody', '__proto__', 'Has-Capitals', '%00', 'a'.repeat(64)]) {
      expect((await form(name, { phone: number() }, bySecret)).status).toBe(403);
    }
  });
});
