import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@ringback/shared/testing/until.ts';
import { ADMIN_KEY, NOON } from '../../testing/api-world.ts';
import { OURS, type RetellWorld, startRetellWorld } from '../../testing/retell-world.ts';

let world: RetellWorld;
beforeAll(async () => {
  world = await startRetellWorld();
});
afterAll(() => world.stop());

describe('the payload of older clients', () => {
  it('is a text like any other: stored, answered, and DD stays DD', async () => {
    const { id, phone } = await world.lead('DD');
    const { status, body } = await world.retell('', world.sms(phone, 'Hi, it is me'));
    expect([status, body]).toEqual([200, { success: true, data: { result: 'recorded' } }]);
    const [row] = await world.exec(`select lead_id, conversation_id from sms_messages
      where lead_phone = '${phone}'`);
    expect(row?.['lead_id']).toBe(id);
    const job = await world.call(
      'GET',
      `/api/queue/jobs/reply-${String(row?.['conversation_id'])}-1`,
    );
    expect(job.body.data.queue).toBe('sms-reply');
  });

  it('told again within a moment is the same text; with ids, they decide', async () => {
    const phone = world.number();
    for (const _ of [1, 2]) await world.retell('', world.sms(phone, 'Hello'));
    await world.retell('', world.sms(phone, 'Hello', { message_id: 'a' }));
    for (const _ of [1, 2])
      await world.retell('/inbound', world.sms(phone, 'Hello', { message_id: 'b' }));
    expect(
      await world.exec(`select 1 from sms_messages where lead_phone = '${phone}'`),
    ).toHaveLength(3);
  });

  it('told again within a moment is the same text whatever the clock shows', async () => {
    const phone = world.number();
    const before = world.clock.now;
    // The stretches in which we count begin with even minutes.
    const turn = Math.ceil(before.getTime() / 120_000) * 120_000;
    for (const seconds of [-1, 1, 130]) {
      world.clock.now = new Date(turn + seconds * 1_000);
      await world.retell('', world.sms(phone, 'Hello'));
    }
    world.clock.now = before;
    expect(
      await world.exec(`select 1 from sms_messages where lead_phone = '${phone}'`),
    ).toHaveLength(2);
  });

  it.each(['remove me from your list', 're\0move me from your list \ud83d'])(
    'stops what asks to be stopped: %j',
    async (words) => {
      const phone = world.number();
      await world.retell('', world.sms(phone, words));
      expect(await world.exec(`select 1 from suppressions where phone = '${phone}'`)).toHaveLength(
        1,
      );
    },
  );

  it.each([
    ["Don't call me, text me instead", 'voice', 'ai'],
    ['Stop texting me, call me instead', 'sms', 'closed'],
    ["Don't ever call or text me", 'all', 'closed'],
  ])('closes what it says, and no more: "%s"', async (words, scope, owner) => {
    const phone = world.number();
    await world.retell('', world.sms(phone, words));
    expect(await world.exec(`select scope from suppressions where phone = '${phone}'`)).toEqual([
      { scope },
    ]);
    expect(
      await world.exec(`select owner from sms_conversations where lead_phone = '${phone}'`),
    ).toEqual([{ owner }]);
  });

  it('from nobody, or to nobody, is told so', async () => {
    for (const change of [{ from_number: ' ' }, { to_number: '' }]) {
      const told = world.sms(world.number(), 'Hello', change);
      const { status, body } = await world.retell('', told);
      expect([status, body.faults[0].path]).toEqual([400, `sms_inbound.${Object.keys(change)[0]}`]);
    }
  });

  it('may come from a relay with a key of ours instead of a signature', async () => {
    const byKey = { authorization: `Bearer ${ADMIN_KEY}` };
    expect((await world.retell('', world.sms(world.number(), 'Hello'), byKey)).status).toBe(200);
    const wrong = { authorization: 'Bearer rb_nobody' };
    expect((await world.retell('', world.sms(world.number(), 'Hello'), wrong)).status).toBe(401);
  });

  it('is told of the same number of ours in any spelling', async () => {
    const phone = world.number();
    await world.retell('', world.sms(phone, 'Hello', { to_number: '(202) 555-0190' }));
    await world.retell('', world.sms(phone, 'Hello again', { to_number: '+12025550190' }));
    expect(
      await world.exec(`select our_number from sms_conversations where lead_phone = '${phone}'`),
    ).toEqual([{ our_number: '+12025550190' }]);
  });

  it.each(['', '/inbound'])('that does not fit is told so, with every fault (%s)', async (path) => {
    const { status, body } = await world.retell(path, {
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
    expect((await world.retell(path, { event: 'sms_inbound' })).status).toBe(400);
  });

  it('is kept while the database is away, and told when it is back', async () => {
    const phone = world.number();
    world.db.takeAway();
    const { status, body } = await world.retell('', world.sms(phone, 'Hello'));
    expect([status, body.data.result]).toEqual([200, 'spooled']);
    world.db.bringBack();
    const stored = () => world.exec(`select 1 from sms_messages where lead_phone = '${phone}'`);
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
    const from = world.number();
    const said: [string, string, string][] = [
      [`${from}-1`, 'user', 'Hi'],
      [`${from}-2`, 'agent', 'Hello, how can I help?'],
    ];
    await world.retell('', { event: 'chat_started', chat: chat(from, said.slice(0, 1)) });
    const told = { event: 'chat_ended', chat: chat(from, said) };
    for (const _ of [1, 2]) expect((await world.retell('', told)).status).toBe(204);
    const messages = await world.exec(
      `select seq, author, body from sms_messages where lead_phone = '${from}' order by seq`,
    );
    expect(messages).toEqual([
      { seq: 1, author: 'lead', body: 'Hi' },
      { seq: 2, author: 'ai', body: 'Hello, how can I help?' },
    ]);
    const [conversation] = await world.exec(
      `select reply_due_at, provider from sms_conversations where lead_phone = '${from}'`,
    );
    expect(conversation).toEqual({ reply_due_at: null, provider: 'retell' });
  });

  it('in which somebody opts out blocks the number', async () => {
    const from = world.number();
    await world.retell('', {
      event: 'chat_ended',
      chat: chat(from, [[`${from}-1`, 'user', 'stop texting me']]),
    });
    expect(await world.exec(`select 1 from suppressions where phone = '${from}'`)).toHaveLength(1);
  });

  it.each([
    ["Don't call me, text me instead", 'voice'],
    ['Stop texting me, call me instead', 'sms'],
  ])('closes what is said in it, and no more: "%s"', async (words, scope) => {
    const from = world.number();
    const said: [string, string, string][] = [[`${from}-1`, 'user', words]];
    await world.retell('', { event: 'chat_ended', chat: chat(from, said) });
    expect(await world.exec(`select scope from suppressions where phone = '${from}'`)).toEqual([
      { scope },
    ]);
    const calls = await world.exec(`select status from calls where lead_phone = '${from}'`);
    expect(calls).toEqual(scope === 'sms' ? [{ status: 'scheduled' }] : []);
  });

  it('is no other way in than a single text: who wants calls instead gets one', async () => {
    const from = world.number();
    await world.retell('', world.sms(from, 'Stop texting me, call me instead'));
    const told = await world.exec(
      `select c.status, s.scope from calls c join suppressions s on s.phone = c.lead_phone
       where c.lead_phone = '${from}'`,
    );
    expect(told).toEqual([{ status: 'scheduled', scope: 'sms' }]);
  });

  it('of a number that nobody handed out is noted only', async () => {
    const event = { event: 'chat_ended', chat: { chat_id: 'chat_stray' } };
    expect((await world.retell('', event)).status).toBe(204);
    expect(
      await world.exec(
        `select result from webhook_receipts where dedupe_key = 'chat_stray/chat_ended'`,
      ),
    ).toEqual([{ result: 'stranger' }]);
  });
});

describe('a call', () => {
  it('from outside becomes a call of its lead, with its words, in any order', async () => {
    const { id, phone } = await world.lead('Ann');
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
    await world.retell('', { event: 'call_ended', call: ended });
    await world.retell('', { event: 'call_started', call });
    await world.retell('', { event: 'call_ended', call: ended });
    const found = await world.exec(
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
    const turns = await world.exec(
      `select role, content from conversation_transcripts where call_sid = 'call_${phone}' order by seq`,
    );
    expect(turns.map(({ role }) => role)).toEqual(['assistant', 'user']);
  });
});

describe('whoever rings over Retell', () => {
  const rings = (call: object, event = 'call_ended') => world.retell('', { event, call });
  const callOf = async (sid: string) =>
    (await world.exec(`select * from calls where call_sid = '${sid}'`))[0];
  const said = [{ role: 'user', content: 'Hi, it is me' }];
  const ended = { call_status: 'ended', duration_ms: 20_000, transcript_object: said };

  it('has talked with us', async () => {
    const { id, phone } = await world.lead('Ann');
    const call = { call_id: 'retell_talks', direction: 'inbound', from_number: phone };
    await rings({ ...call, ...ended, to_number: OURS });
    const { body } = await world.call('GET', `/api/leads/${id}`);
    expect(body.data).toMatchObject({ lead_status: 'contacted', call_sid: 'retell_talks' });
    // The stamp of an arrival never goes back, whatever the clock of a test does.
    expect(Date.parse(body.data.last_contacted_at)).toBeGreaterThanOrEqual(NOON.getTime());
  });

  it.each([null, undefined, '', 'anonymous', 'Restricted', '+266696687'])(
    'without a number (%p) is kept with the words, as nobody',
    async (from_number) => {
      const before = await world.exec('select count(*)::int as n from leads');
      const call_id = `retell_withheld_${from_number}`;
      await rings({ call_id, direction: 'inbound', from_number, to_number: OURS, ...ended });
      expect(await callOf(call_id)).toMatchObject({
        lead_id: null,
        lead_phone: `withheld:${call_id}`,
        status: 'completed',
      });
      const { body } = await world.call('GET', `/transcripts/${call_id}`);
      expect(body.transcripts).toMatchObject([{ content: 'Hi, it is me' }]);
      expect(await world.exec('select count(*)::int as n from leads')).toEqual(before);
    },
  );

  it('with our own number makes no lead and gets no agent', async () => {
    await rings({
      call_id: 'retell_own',
      direction: 'inbound',
      from_number: OURS,
      to_number: OURS,
    });
    expect(await callOf('retell_own')).toBeUndefined();
    expect(await world.exec(`select id from leads where phone = '${OURS}'`)).toEqual([]);
    for (const event of ['call_inbound', 'chat_inbound'] as const) {
      const { body } = await world.inbound(event, OURS);
      expect(body).toEqual({ [event]: { reject: true } });
    }
    await world.retell('', world.sms(OURS, 'Hello me'));
    expect(await world.exec(`select * from sms_messages where lead_phone = '${OURS}'`)).toEqual([]);
  });

  it('and shows no number is told nothing of anybody', async () => {
    await rings({ call_id: 'r_anon', direction: 'inbound', from_number: 'anonymous', ...ended });
    const { body } = await world.inbound('call_inbound', 'anonymous');
    expect(body.call_inbound.dynamic_variables).toMatchObject({
      customer_name: 'Customer',
      customer_phone: '',
      is_known: 'false',
      history: '',
    });
  });

  it('with null fields and odd turns loses neither the call nor the words', async () => {
    const { id, phone } = await world.lead('Odd');
    await rings({
      ...{ call_id: 'retell_odd', direction: 'inbound', from_number: phone, to_number: OURS },
      ...{ metadata: null, duration_ms: null, disconnection_reason: null, start_timestamp: null },
      call_status: 'ended',
      transcript_object: [
        { role: 'agent', content: 'Hello' },
        { role: 'tool_call_invocation', name: 'x', arguments: '{}' },
        null,
        ...said,
      ],
    });
    expect(await callOf('retell_odd')).toMatchObject({ lead_id: id, status: 'completed' });
    const { body } = await world.call('GET', '/transcripts/retell_odd');
    expect(body.transcripts.map(({ content }: { content: string }) => content)).toEqual([
      'Hello',
      'Hi, it is me',
    ]);
  });

  it('was recorded where the vendor says', async () => {
    const { phone } = await world.lead('Rec');
    const call = { call_id: 'retell_sound', direction: 'inbound', from_number: phone };
    const url = 'https://sound.example/r.wav?sig=1';
    await rings({ ...call, ...ended, to_number: OURS });
    await rings({ ...call, ...ended, to_number: OURS, recording_url: 'javascript:x' });
    expect(await callOf('retell_sound')).toMatchObject({ recording_url: null });
    await rings({ ...call, ...ended, to_number: OURS, recording_url: url }, 'call_analyzed');
    const kept = await callOf('retell_sound');
    expect(kept).toMatchObject({ recording_url: url, recording_seconds: 20 });
    const sound = await world.call('GET', `/api/calls/${String(kept?.['id'])}/recording`);
    expect([sound.status, sound.body.detail]).toEqual([
      404,
      expect.stringContaining('recording_url'),
    ]);
  });

  it('without a direction is found by the number of ours', async () => {
    const { id, phone } = await world.lead('No direction');
    const call = { call_id: 'retell_undirected', direction: null, from_number: phone };
    await rings({ ...call, to_number: OURS, ...ended });
    expect(await callOf('retell_undirected')).toMatchObject({ lead_id: id, direction: 'inbound' });
  });
});
