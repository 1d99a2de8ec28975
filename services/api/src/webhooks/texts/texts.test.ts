import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@ringback/shared/testing/until.ts';
import twilio from 'twilio';
import { AUTH_TOKEN, PUBLIC_URL, startWorld, type World } from '../../testing/api-world.ts';

const OURS = '+12025550190';
const TO_COLLEAGUES = '+12025550191';

let world: World;
let numbers = 0;
let serial = 0;
const lines: string[] = [];
beforeAll(async () => {
  world = await startWorld({ lines, env: { TWILIO_FROM: OURS, NOTIFY_SENDER: TO_COLLEAGUES } });
});
afterAll(() => world.stop());

const number = () => `+1212555${String(2000 + numbers++)}`;
const sid = () => {
  serial += 1;
  return `SM${String(serial).padStart(32, '0')}`;
};
const text = (from: string, Body: string, more: Record<string, string> = {}) =>
  world.carrier('/webhooks/twilio/sms', {
    MessageSid: sid(),
    From: from,
    To: OURS,
    Body,
    NumMedia: '0',
    SmsStatus: 'received',
    ...more,
  });
const status = (id: string, MessageSid: string, MessageStatus: string, ErrorCode?: string) =>
  world.carrier(`/webhooks/twilio/sms/status?message=${id}`, {
    MessageSid,
    MessageStatus,
    From: OURS,
    To: '+12125550000',
    ...(ErrorCode ? { ErrorCode } : {}),
  });
const rows = (sql: string) => world.db.exec(sql) as Promise<Record<string, unknown>[]>;
const conversationOf = async (phone: string) => {
  const [row] = await rows(`select id from sms_conversations where lead_phone = '${phone}'`);
  const page = await world.call('GET', `/api/conversations/${String(row?.['id'])}/messages`);
  return page.body.data;
};

describe('a text that comes in', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no sender', { From: '' }, 'From'],
    ['only blanks', { From: '  ' }, 'From'],
    ['a lead to no recipient', { To: '' }, 'To'],
    ['nowhere', { MessageSid: 'x' }, 'MessageSid'],
  ])('from %s is refused with the reason, and stored nowhere', async (_, change, path) => {
    const from = number();
    const { status: code, body } = await text(from, 'Hello', change);
    expect([code, body.faults.map((fault: { path: string }) => fault.path)]).toEqual([400, [path]]);
    expect(await rows(`select 1 from sms_messages where lead_phone = '${from}'`)).toEqual([]);
  });

  it('of a colleague to the sender of notifications makes no lead of them; of anybody else it does', async () => {
    const [colleague, lead] = [number(), number()];
    await rows(`update users set phone = '${colleague}'`);
    for (const from of [colleague, lead]) {
      expect((await text(from, 'On my way', { To: TO_COLLEAGUES })).status).toBe(200);
    }
    expect((await text(colleague, 'Do you sell wagons?')).status).toBe(200);
    const known = await rows(`select lead_phone, our_number from sms_conversations
      where lead_phone in ('${colleague}', '${lead}') order by created_at`);
    expect(known).toEqual([
      { lead_phone: lead, our_number: TO_COLLEAGUES },
      { lead_phone: colleague, our_number: OURS },
    ]);
    await rows('update users set phone = null');
  });

  it('without sender or recipient is refused with the fault', async () => {
    const form = { MessageSid: sid(), Body: 'Hello' };
    const { status: code, body } = await world.carrier('/webhooks/twilio/sms', form);
    expect([code, body.faults]).toEqual([
      400,
      [
        { path: 'From', found: 'nothing', expected: 'a string' },
        { path: 'To', found: 'nothing', expected: 'a string' },
      ],
    ]);
  });

  it('that is not a form is refused, although it is signed', async () => {
    const path = '/webhooks/twilio/sms';
    const form = { MessageSid: sid(), From: number(), To: OURS, Body: 'STOP' };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(form)) multipart.append(name, value);
    for (const [body, type] of [
      [JSON.stringify(form), 'application/json'],
      [multipart, null],
      [String(new URLSearchParams(form)), 'text/plain'],
    ] as const) {
      const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, {});
      const headers = {
        'x-twilio-signature': signature,
        ...(type ? { 'content-type': type } : {}),
      };
      const { status: code, body: problem } = await world.send(path, {
        method: 'POST',
        headers,
        body,
      });
      expect([code, problem.faults[0].expected]).toEqual([
        415,
        'application/x-www-form-urlencoded',
      ]);
    }
  });

  it('is stored before the answer, and an answer to it is in the queue', async () => {
    const from = number();
    const { status: code, text: twiml, headers } = await text(from, 'Yes, still interested');
    expect([code, headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/xml']);
    expect(twiml).toMatch(/^<\?xml.*<Response\/>$/);
    const { conversation, messages } = await conversationOf(from);
    expect(messages).toMatchObject([
      { seq: 1, direction: 'inbound', body: 'Yes, still interested' },
    ]);
    expect(conversation).toMatchObject({ owner: 'ai', our_number: OURS });
    const job = await world.call('GET', `/api/queue/jobs/reply-${conversation.id}-1`);
    expect(job.body.data).toMatchObject({ queue: 'sms-reply', state: 'delayed' });
  });

  it('sent twice is one text', async () => {
    const from = number();
    const form = { MessageSid: sid() };
    await Promise.all([text(from, 'Hello', form), text(from, 'Hello', form)]);
    await text(from, 'Hello', form);
    expect((await conversationOf(from)).messages).toHaveLength(1);
  });

  it('of a stranger makes a lead, and one of a known number keeps its name', async () => {
    const known = number();
    await world.call('POST', '/api/leads', { body: { phone: known, name: 'DD' } });
    lines.length = 0;
    await text(known, 'Hi');
    await text(number(), 'Hi');
    const found = lines.map((line) => JSON.parse(line)).filter((l) => l.msg === 'text received');
    expect(found.map(({ foundBy, createdLead }) => [foundBy, createdLead])).toEqual([
      ['leads', false],
      ['nobody', true],
    ]);
    expect(lines.join('')).not.toContain(known.slice(2));
  });

  it('with pictures names them without their addresses, until they are fetched', async () => {
    const from = number();
    const media = {
      NumMedia: '1',
      MediaUrl0: 'https://c.example/1',
      MediaContentType0: 'image/png',
    };
    await text(from, '', media);
    expect((await conversationOf(from)).messages[0].media).toEqual([
      { id: expect.any(String), state: 'pending', fault: null, type: 'image/png', bytes: null },
    ]);
  });

  it.each(['22395', 'BANK', 'messenger:1234567890', 'rcs:a_brand'])(
    'from "%s" has no lead, and is recorded',
    async (from) => {
      const before = await rows('select count(*) as n from leads');
      const form = { MessageSid: sid() };
      expect((await text(from, 'Stop texting me', form)).status).toBe(200);
      expect(await rows('select count(*) as n from leads')).toEqual(before);
      const traces = await rows(
        `select kind, result from webhook_receipts where dedupe_key = '${form.MessageSid}'`,
      );
      expect(traces).toEqual([{ kind: 'text_inbound', result: 'anonymous' }]);
    },
  );

  it.each(['rcs', 'whatsapp', 'RCS', 'a-new-channel'])(
    'on the channel %s is of the number behind it, and is answered on that channel',
    async (channel) => {
      const from = number();
      const to = `${channel}:${OURS}`;
      await text(`${channel}:${from}`, 'Yes, still interested', { To: to });
      const { conversation, messages } = await conversationOf(from);
      expect(messages).toMatchObject([{ lead_phone: from, body: 'Yes, still interested' }]);
      expect(conversation).toMatchObject({ owner: 'ai', our_number: to });
    },
  );

  it.each(['/webhooks/twilio/sms', '/webhooks/twilio/sms/status'])(
    'on %s without the carrier’s signature is refused and written nowhere',
    async (path) => {
      const before = await rows('select count(*) as n from webhook_receipts');
      const body = new URLSearchParams({ MessageSid: sid(), From: number(), To: OURS, Body: 'x' });
      for (const signature of ['', 'AAAA']) {
        const headers = { 'x-twilio-signature': signature };
        expect((await world.send(path, { method: 'POST', headers, body })).status).toBe(403);
      }
      expect(await rows('select count(*) as n from webhook_receipts')).toEqual(before);
    },
  );
});

describe('an opt-out', () => {
  it.each([
    ['STOP', 'all', 0],
    ['please stop texting me', 'all', 1],
    ['ARRET', 'all', 1],
  ])('"%s" is the law before the carrier is answered', async (words, scope, notices) => {
    const from = number();
    const planned = await world.call('POST', '/api/queue/sms-followup', {
      body: { to: from, body: 'Are you still looking?' },
    });
    await text(from, words);
    const [block] = await rows(`select scope, source from suppressions where phone = '${from}'`);
    expect(block).toEqual({ scope, source: 'text' });
    const { conversation, messages } = await conversationOf(from);
    expect(conversation).toMatchObject({ owner: 'closed', end_reason: 'opted_out' });
    expect(conversation.conversion_status).toBe('discarded');
    const said = messages.filter(({ notice }: { notice: string }) => notice === 'opt_out');
    expect(said).toHaveLength(notices);
    const first = await rows(
      `select delivery_status from sms_messages where message_id = '${planned.body.data.message_id}'`,
    );
    expect(first).toEqual([{ delivery_status: 'canceled' }]);
    const again = await world.call('POST', '/api/queue/sms-followup', {
      body: { to: from, body: 'Hello?' },
    });
    expect(again.status).toBe(409);
  });

  it.each([
    ['Stop texting me, call me instead', ['sms'], ['scheduled']],
    ['Stop texting my phone', ['all'], []],
    ['Don’t text me tomorrow, call me', [], []],
  ])('"%s" closes %j and plans calls: %j', async (words, closed, planned) => {
    const from = number();
    await text(from, words);
    const blocks = await rows(`select scope from suppressions where phone = '${from}'`);
    const calls = await rows(`select status from calls where lead_phone = '${from}'`);
    expect(blocks.map(({ scope }) => scope)).toEqual(closed);
    expect(calls.map(({ status: planning }) => planning)).toEqual(planned);
  });

  it.each([
    ['a mark that no database keeps', 'STOP\0', {}],
    ['such a mark within the word', 'ST\0OP', {}],
    ['the carrier’s word for it in a new form', 'STOP', { OptOutType: 'STOP_ALL' }],
    ['nothing in the place of that word', 'STOP', { OptOutType: '' }],
    ['a count of segments that is none', 'STOP', { NumSegments: 'many' }],
    ['a count of pictures that is none', 'STOP', { NumMedia: 'some' }],
    ['the name of a pool that is too long', 'STOP', { MessagingServiceSid: 'M'.repeat(99) }],
    ['more words than a text can have', `STOP.${' a'.repeat(12_000)}`, {}],
  ])('is one also with %s', async (_, words, form) => {
    const from = number();
    expect((await text(from, words, form)).status).toBe(200);
    expect(await rows(`select scope from suppressions where phone = '${from}'`)).toHaveLength(1);
    const { messages } = await conversationOf(from);
    const theirs = messages.filter(({ author }: { author: string }) => author === 'lead');
    expect(theirs).toHaveLength(1);
  });

  it.each([
    ['rcs', 'STOP', 'all'],
    ['whatsapp', 'stop messaging me', 'all'],
    ['a-new-channel', 'STOP', 'all'],
    ['rcs', 'Stop texting me, call me instead', 'sms'],
  ])('on %s, "%s", counts for the number: %s', async (channel, words, scope) => {
    const from = number();
    await text(from, 'Hello');
    await text(`${channel}:${from}`, words, { To: `${channel}:${OURS}` });
    const blocks = await rows(`select scope from suppressions where phone = '${from}'`);
    expect(blocks).toEqual([{ scope }]);
    const again = await world.call('POST', '/api/queue/sms-followup', {
      body: { to: from, body: 'Hello?' },
    });
    expect(again.status).toBe(409);
  });

  it('from calls alone leaves the texts alone', async () => {
    const from = number();
    await text(from, "don't call me, text me");
    const blocks = await rows(`select scope from suppressions where phone = '${from}'`);
    expect(blocks).toEqual([{ scope: 'voice' }]);
    expect((await conversationOf(from)).conversation.owner).toBe('ai');
  });

  it('that the carrier knows of counts, in words that we do not know', async () => {
    const from = number();
    await text(from, 'qwerty', { OptOutType: 'STOP' });
    expect(await rows(`select scope from suppressions where phone = '${from}'`)).toHaveLength(1);
  });

  it('is not lifted by YES, but by START', async () => {
    const from = number();
    const standing = () =>
      rows(`select id from suppressions where phone = '${from}' and lifted_at is null`);
    await text(from, 'STOP');
    await text(from, 'YES');
    expect(await standing()).toHaveLength(1);
    await text(from, 'START');
    expect(await standing()).toHaveLength(0);
  });
});

describe('the status of our texts', () => {
  async function sent() {
    const to = number();
    const { body } = await world.call('POST', '/api/queue/sms-followup', {
      body: { to, body: 'Hello' },
    });
    const id: string = body.data.message_id;
    const messageSid = sid();
    await rows(
      `update sms_messages set delivery_status = 'sending', fence = 1, seq = 1,
         claimed_at = '${world.clock.now.toISOString()}' where message_id = '${id}'`,
    );
    return { id, messageSid, to };
  }
  const stateOf = async (id: string) =>
    (
      await rows(
        `select delivery_status as status, delivery_error as error, provider_sid as sid
         from sms_messages where message_id = '${id}'`,
      )
    )[0];

  it('ends the same in any order of events, and restores a lost sid', async () => {
    for (const order of [
      ['sent', 'delivered'],
      ['delivered', 'sent'],
      ['delivered', 'queued', 'sent', 'delivered'],
    ]) {
      const { id, messageSid } = await sent();
      for (const word of order) expect((await status(id, messageSid, word)).status).toBe(204);
      expect(await stateOf(id)).toEqual({ status: 'delivered', error: null, sid: messageSid });
    }
  });

  it.each([
    ['30003', 'undelivered', 1, 0],
    ['30007', 'undelivered', 0, 0],
    ['21610', 'failed', 0, 1],
    ['30004', 'undelivered', 0, 1],
  ])('code %s: %s, %d further tries, %d blocks', async (code, word, tries, blocks) => {
    const { id, messageSid, to } = await sent();
    for (const _ of [1, 2]) await status(id, messageSid, word, code);
    expect(await stateOf(id)).toMatchObject({ status: word, error: code });
    const retries = await rows(`select 1 from sms_messages where retry_of = '${id}'`);
    const blocked = await rows(`select 1 from suppressions where phone = '${to}'`);
    expect([retries.length, blocked.length]).toEqual([tries, blocks]);
  });

  it('switches all texts off when the account is suspended', async () => {
    const { id, messageSid } = await sent();
    await status(id, messageSid, 'failed', '30002');
    const { body } = await world.call('GET', '/api/queue/stats');
    expect(body.data.warnings).toContain('texts_switched_off');
    await rows(`update switches set is_on = false`);
  });

  it.each([
    ['an unknown text', '?message=0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69'],
    ['a text that names no id', ''],
    ['nonsense in the place of the id', '?message=1'],
  ])('of %s is noted: 204', async (_, query) => {
    const form = { MessageSid: sid(), MessageStatus: 'sent', From: OURS, To: number() };
    expect((await world.carrier(`/webhooks/twilio/sms/status${query}`, form)).status).toBe(204);
  });
});

describe('while the database is unavailable', () => {
  it('texts are stored in order and written when it is back', async () => {
    const from = number();
    await text(from, 'Hello');
    world.db.takeAway();
    const answers = [await text(from, 'One'), await text(from, 'stop texting me')];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    world.db.bringBack();
    const inOrder = `select seq, body from sms_messages
      where lead_phone = '${from}' and direction = 'inbound' order by seq`;
    const said = await until(
      () => rows(inOrder),
      ({ length }) => length >= 3,
    );
    expect(said.map(({ body }) => body)).toEqual(['Hello', 'One', 'stop texting me']);
    expect(await rows(`select 1 from suppressions where phone = '${from}'`)).toHaveLength(1);
  });
});
