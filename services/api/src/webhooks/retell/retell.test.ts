import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { ADMIN_KEY, startWorld, type World } from '../../../../../tests/api/api-world.ts';
import { until } from '../../../../../tests/until.ts';

jest.setTimeout(120_000);

const OURS = '+12025550190';
const KEY = 'key_of_retell';

let world: World;
let redis: ReturnType<typeof connectBriskly>;
let numbers = 0;
const lines: string[] = [];
beforeAll(async () => {
  world = await startWorld({
    lines,
    env: { TWILIO_FROM: OURS, RETELL_API_KEY: KEY, RETELL_AGENT_ID: 'agent_default' },
  });
  redis = connectBriskly(world.redisUrl);
  await new Promise((resolve) => redis.once('ready', resolve));
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
});

const number = () => `+1604555${String(3000 + numbers++)}`;
const rows = (sql: string) => world.db.exec(sql) as Promise<Record<string, unknown>[]>;
const signature = (body: string, key = KEY, at = world.clock.now.getTime()) =>
  `v=${at},d=${createHmac('sha256', key).update(`${body}${at}`).digest('hex')}`;
function retell(path: string, body: unknown, headers?: Record<string, string>) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  return world.send(`/webhooks/retell${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(headers ?? { 'x-retell-signature': signature(raw) }),
    },
    body: raw,
  });
}
const inbound = (event: 'call_inbound' | 'chat_inbound', from: string) =>
  retell('/inbound', { event, [event]: { from_number: from, to_number: OURS } });
const sms = (from: string, message: string, more: object = {}) => ({
  event: 'sms_inbound',
  sms_inbound: { from_number: from, to_number: OURS, message, ...more },
});
async function lead(name: string, phone = number()) {
  const { body } = await world.call('POST', '/api/leads', { body: { name, phone } });
  return { id: body.data.id as number, phone };
}
const active = () => createActiveLeads({ redis, prefix: world.prefix, now: () => world.clock.now });
const lookUps = () =>
  lines
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'number looked up')
    .map(({ foundBy, leadId }) => [foundBy, leadId]);

describe('who is this number', () => {
  it('is asked of the screens, then of the last contact, then of the leads; the last one restores the mapping', async () => {
    const { id, phone } = await lead('DD');
    const other = await lead('Somebody on a screen');
    const screen = { phone, leadId: other.id, streamId: 'page-1' };
    lines.length = 0;

    await active().set(screen);
    const first = await inbound('chat_inbound', phone);
    expect(first.body.chat_inbound.dynamic_variables.name).toBe('Somebody on a screen');

    await active().drop(screen);
    const second = await inbound('chat_inbound', phone);
    expect(second.body.chat_inbound.dynamic_variables.customer_name).toBe('DD');
    expect(await active().find(phone)).toBe(id);

    await redis.del(...(await redis.keys(`${world.prefix}:active-lead:*`)));
    await retell('', sms(phone, 'Are you there?'));
    await redis.del(...(await redis.keys(`${world.prefix}:active-lead:*`)), 'none');
    const third = await inbound('call_inbound', phone);
    expect(third.body.call_inbound.dynamic_variables.history).toContain('Are you there?');
    expect(lookUps()).toEqual([
      ['live_stream', other.id],
      ['leads', id],
      ['leads', id],
      ['recent_contact', id],
    ]);
  });

  it('who nobody knows is answered as a customer with a number', async () => {
    const phone = number();
    const { status, body } = await inbound('call_inbound', phone);
    expect(status).toBe(200);
    expect(body.call_inbound).toMatchObject({
      override_agent_id: 'agent_default',
      dynamic_variables: { customer_name: `Customer ${phone}`, is_known: 'false' },
      metadata: { from_number: phone, to_number: OURS },
    });
    const values: unknown[] = Object.values(body.call_inbound.dynamic_variables);
    expect(values.every((value) => typeof value === 'string')).toBe(true);
  });

  it('is answered without a name while the database is away', async () => {
    const { phone } = await lead('Ann');
    world.db.takeAway();
    const { status, body } = await inbound('call_inbound', phone);
    world.db.bringBack();
    expect([status, body.call_inbound.dynamic_variables]).toEqual([200, undefined]);
    const back = await until(
      () => world.call('GET', '/api/leads'),
      (reply) => reply.status === 200,
    );
    expect(back.status).toBe(200);
  });
});

describe('the payload of older clients', () => {
  it('is a text like any other: stored, answered, and DD stays DD', async () => {
    const { id, phone } = await lead('DD');
    const { status, body } = await retell('', sms(phone, 'Hi, it is me'));
    expect([status, body]).toEqual([200, { success: true, data: { result: 'recorded' } }]);
    const [row] = await rows(`select lead_id, conversation_id from sms_messages
      where lead_phone = '${phone}'`);
    expect(row?.['lead_id']).toBe(id);
    const job = await world.call(
      'GET',
      `/api/queue/jobs/reply-${String(row?.['conversation_id'])}-1`,
    );
    expect(job.body.data.queue).toBe('sms-reply');
  });

  it('told again within a moment is the same text; with ids, they decide', async () => {
    const phone = number();
    for (const _ of [1, 2]) await retell('', sms(phone, 'Hello'));
    await retell('', sms(phone, 'Hello', { message_id: 'a' }));
    for (const _ of [1, 2]) await retell('/inbound', sms(phone, 'Hello', { message_id: 'b' }));
    expect(await rows(`select 1 from sms_messages where lead_phone = '${phone}'`)).toHaveLength(3);
  });

  it('told again within a moment is the same text whatever the clock shows', async () => {
    const phone = number();
    const before = world.clock.now;
    // The stretches in which we count begin with even minutes.
    const turn = Math.ceil(before.getTime() / 120_000) * 120_000;
    for (const seconds of [-1, 1, 130]) {
      world.clock.now = new Date(turn + seconds * 1_000);
      await retell('', sms(phone, 'Hello'));
    }
    world.clock.now = before;
    expect(await rows(`select 1 from sms_messages where lead_phone = '${phone}'`)).toHaveLength(2);
  });

  it.each(['remove me from your list', 're\0move me from your list \ud83d'])(
    'stops what asks to be stopped: %j',
    async (words) => {
      const phone = number();
      await retell('', sms(phone, words));
      expect(await rows(`select 1 from suppressions where phone = '${phone}'`)).toHaveLength(1);
    },
  );

  it.each([
    ["Don't call me, text me instead", 'voice', 'ai'],
    ['Stop texting me, call me instead', 'sms', 'closed'],
    ["Don't ever call or text me", 'all', 'closed'],
  ])('closes what it says, and no more: "%s"', async (words, scope, owner) => {
    const phone = number();
    await retell('', sms(phone, words));
    expect(await rows(`select scope from suppressions where phone = '${phone}'`)).toEqual([
      { scope },
    ]);
    expect(await rows(`select owner from sms_conversations where lead_phone = '${phone}'`)).toEqual(
      [{ owner }],
    );
  });

  it('may come from a relay with a key of ours instead of a signature', async () => {
    const byKey = { authorization: `Bearer ${ADMIN_KEY}` };
    expect((await retell('', sms(number(), 'Hello'), byKey)).status).toBe(200);
    const wrong = { authorization: 'Bearer rb_nobody' };
    expect((await retell('', sms(number(), 'Hello'), wrong)).status).toBe(401);
  });

  it('is told of the same number of ours in any spelling', async () => {
    const phone = number();
    await retell('', sms(phone, 'Hello', { to_number: '(202) 555-0190' }));
    await retell('', sms(phone, 'Hello again', { to_number: '+12025550190' }));
    expect(
      await rows(`select our_number from sms_conversations where lead_phone = '${phone}'`),
    ).toEqual([{ our_number: '+12025550190' }]);
  });

  it.each(['', '/inbound'])('that does not fit is told so, with every fault (%s)', async (path) => {
    const { status, body } = await retell(path, {
      event: 'sms_inbound',
      sms_inbound: { from_number: '+12125550100', message: 5 },
    });
    expect([status, body.faults]).toEqual([
      400,
      [
        { path: 'sms_inbound.to_number', found: 'nothing', expected: 'a string' },
        { path: 'sms_inbound.message', found: 'a number', expected: 'a string' },
      ],
    ]);
    expect((await retell(path, { event: 'sms_inbound' })).status).toBe(400);
  });

  it('is kept while the database is away, and told when it is back', async () => {
    const phone = number();
    world.db.takeAway();
    const { status, body } = await retell('', sms(phone, 'Hello'));
    expect([status, body.data.result]).toEqual([200, 'spooled']);
    world.db.bringBack();
    const stored = () => rows(`select 1 from sms_messages where lead_phone = '${phone}'`);
    const kept = await until(stored, ({ length }) => length > 0);
    expect(kept).toHaveLength(1);
  });
});

describe('a chat', () => {
  const chat = (from: string, said: [id: string, role: string, content: string][]) => ({
    chat_id: `chat_${from}`,
    metadata: { from_number: from, to_number: OURS },
    message_with_tool_calls: said.map(([message_id, role, content]) => ({
      message_id,
      role,
      content,
      created_timestamp: 1,
    })),
  });

  it('is told as a whole, as often as they like; nobody else answers it', async () => {
    const from = number();
    const said: [string, string, string][] = [
      [`${from}-1`, 'user', 'Hi'],
      [`${from}-2`, 'agent', 'Hello, how can I help?'],
    ];
    await retell('', { event: 'chat_started', chat: chat(from, said.slice(0, 1)) });
    const told = { event: 'chat_ended', chat: chat(from, said) };
    for (const _ of [1, 2]) expect((await retell('', told)).status).toBe(204);
    const messages = await rows(
      `select seq, author, body from sms_messages where lead_phone = '${from}' order by seq`,
    );
    expect(messages).toEqual([
      { seq: 1, author: 'lead', body: 'Hi' },
      { seq: 2, author: 'ai', body: 'Hello, how can I help?' },
    ]);
    const [conversation] = await rows(
      `select reply_due_at, provider from sms_conversations where lead_phone = '${from}'`,
    );
    expect(conversation).toEqual({ reply_due_at: null, provider: 'retell' });
  });

  it('in which somebody opts out blocks the number', async () => {
    const from = number();
    await retell('', {
      event: 'chat_ended',
      chat: chat(from, [[`${from}-1`, 'user', 'stop texting me']]),
    });
    expect(await rows(`select 1 from suppressions where phone = '${from}'`)).toHaveLength(1);
  });

  it.each([
    ["Don't call me, text me instead", 'voice'],
    ['Stop texting me, call me instead', 'sms'],
  ])('closes what is said in it, and no more: "%s"', async (words, scope) => {
    const from = number();
    const said: [string, string, string][] = [[`${from}-1`, 'user', words]];
    await retell('', { event: 'chat_ended', chat: chat(from, said) });
    expect(await rows(`select scope from suppressions where phone = '${from}'`)).toEqual([
      { scope },
    ]);
    const calls = await rows(`select status from calls where lead_phone = '${from}'`);
    expect(calls).toEqual(scope === 'sms' ? [{ status: 'scheduled' }] : []);
  });

  it('is no other way in than a single text: who wants calls instead gets one', async () => {
    const from = number();
    await retell('', sms(from, 'Stop texting me, call me instead'));
    const told = await rows(
      `select c.status, s.scope from calls c join suppressions s on s.phone = c.lead_phone
       where c.lead_phone = '${from}'`,
    );
    expect(told).toEqual([{ status: 'scheduled', scope: 'sms' }]);
  });

  it('of a number that nobody handed out is noted only', async () => {
    const event = { event: 'chat_ended', chat: { chat_id: 'chat_stray' } };
    expect((await retell('', event)).status).toBe(204);
    expect(
      await rows(`select result from webhook_receipts where dedupe_key = 'chat_stray/chat_ended'`),
    ).toEqual([{ result: 'stranger' }]);
  });
});

describe('a call', () => {
  it('from outside becomes a call of its lead, with its words, in any order', async () => {
    const { id, phone } = await lead('Ann');
    const call = {
      call_id: `call_${phone}`,
      direction: 'inbound',
      from_number: phone,
      to_number: OURS,
    };
    const ended = {
      ...call,
      call_status: 'ended',
      disconnection_reason: 'user_hangup',
      duration_ms: 61_400,
      transcript_object: [
        { role: 'agent', content: 'Hello', words: [{ word: 'Hello', start: 0.1, end: 0.4 }] },
        { role: 'user', content: 'Hi, I want to book' },
      ],
    };
    await retell('', { event: 'call_ended', call: ended });
    await retell('', { event: 'call_started', call });
    await retell('', { event: 'call_ended', call: ended });
    const found = await rows(
      `select lead_id, status, provider, duration_seconds as seconds, end_reason
       from calls where call_sid = 'call_${phone}'`,
    );
    expect(found).toEqual([
      {
        lead_id: id,
        status: 'completed',
        provider: 'retell',
        seconds: 61,
        end_reason: 'user_hangup',
      },
    ]);
    const turns = await rows(
      `select role, content from conversation_transcripts where call_sid = 'call_${phone}' order by seq`,
    );
    expect(turns.map(({ role }) => role)).toEqual(['assistant', 'user']);
  });
});

describe('the door', () => {
  const body = JSON.stringify({ event: 'call_ended', call: { call_id: 'x' } });

  it.each([
    ['no signature', {}],
    ['another key', { 'x-retell-signature': signatureAt(0, 'key_other') }],
    ['an old signature', { 'x-retell-signature': signatureAt(-301_000) }],
  ])('is shut to %s: 403, nothing written', async (_, headers) => {
    const before = await rows('select count(*) as n from call_events');
    for (const path of ['', '/inbound']) {
      expect((await retell(path, body, headers as never)).status).toBe(403);
    }
    expect(await rows('select count(*) as n from call_events')).toEqual(before);
  });

  it('lets in what does not fit, counts it, and asks for no more', async () => {
    for (const odd of ['[]', '{', '{"event":5}', '{"event":"call_ended","call":{}}']) {
      expect((await retell('', odd)).status).toBe(204);
    }
    expect((await retell('', { event: 'agent_dreamed' })).status).toBe(204);
    const { text } = await world.send('/metrics');
    expect(text).toMatch(/provider="retell",kind="event",result="malformed".*} 4/);
  });

  function signatureAt(shift: number, key = KEY) {
    const at = new Date('2026-11-20T17:00:00Z').getTime() + shift;
    return `v=${at},d=${createHmac('sha256', key).update(`${body}${at}`).digest('hex')}`;
  }
});
