import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPlaceCall } from '@ringback/call-worker/place/place-call.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { DEFAULT_CONTACT_CAPS } from '@ringback/shared/domain/policy/contact-input.ts';
import { DEFAULT_NUMBER_RULES } from '@ringback/shared/domain/policy/judge-number.ts';
import { createAskAgain } from '@ringback/shared/runtime/ask-again.ts';
import { NO_CEILINGS } from '@ringback/shared/testing/ceilings.ts';
import { createSendText } from '@ringback/sms-worker/send/send-text.ts';
import { NOON, sid } from '@ringback/testing/database-world.ts';
import {
  startTextsWorld,
  type TextsWorld,
  textSid,
  textStep,
} from '@ringback/testing/texts-world.ts';
import { pino } from 'pino';

/** Premium, shared, personal, satellite, corporate, directory, and countries that are not called. */
const COSTLY = `
  +449098790000 +449112345678 +448712345678 +447012345678 +447640123456 +445512345678
  +499001234567 +491371234567 +491801234567 +49700123456 +39899123456 +39199123456 +39178123456
  +39144123456 +33899123456 +33820123456 +34803123456 +34905123456 +34701234567 +353700123456
  +3531520123456 +41900123456 +41878123456 +43900123456 +61190012345 +611300123456 +61147123456
  +81990123456 +81570123456 +15005550116 +15335550116 +17005550116 +17105550116 +19005550116
  +12129760116 +12125551212 +870776123456 +881612345678 +882165555555 +8835100012345
  +979123456789 +80812345678 +37190123456 +25261234567 +9607123456 +18765550123 +5351234567
  +15555555555 +11234567890 +10000000000`
  .trim()
  .split(/\s+/);

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const allow = { verdict: 'allow' as const, rule: 'window_open', reason: 'It is daytime.' };

/** Every way on which a call or a text comes to be planned for a number that passed the first check. */
const entryPoints: Record<string, (phone: string) => Promise<unknown>> = {
  'a call through the API': (phone) => world.calls.schedule(world.newCall({ to: phone }), NOON),
  'a text through the API': (phone) =>
    world.messages.plan(world.single({ to: phone, decision: allow }), NOON),
  'a form with a campaign': (phone) =>
    world.arrived(campaignId, {
      phone,
      consent: { channel: 'all', kind: 'written', text: 'Yes.' },
    }),
  'a call of a campaign': (phone) => called(phone, 'campaign'),
  'a callback': (phone) => called(phone, 'callback'),
  'a redial': (phone) => called(phone, 'redial'),
  'an answer': (phone) => texted(phone, 'reply', 'ai'),
  'a notice': (phone) => texted(phone, 'notice', 'system'),
  'what a person writes': (phone) => texted(phone, 'human', 'human'),
  '"call me instead" by text': (phone) =>
    world.inbound.receive(
      world.inboundText(phone, {
        body: 'Stop texting me, call me instead',
        opt_out: {
          kind: 'opt_out',
          rule: 'phrase',
          words: 'Stop texting me',
          scope: 'sms',
          wants_call: true,
        },
      }),
      NOON,
    ),
};

let campaignId = '';

async function called(phone: string, origin: string) {
  await world.exec(
    `insert into calls (id, lead_id, direction, provider, voice, to_number, lead_phone, status, origin, run_at, created_at, updated_at)
     select '${randomUUID()}', id, 'outbound', 'twilio', 'openai', phone, phone, 'scheduled', '${origin}', '${iso}', '${iso}', '${iso}'
     from leads where phone = '${phone}'`,
  );
}

async function texted(phone: string, kind: string, author: string) {
  await world.exec(
    `insert into sms_messages (message_id, conversation_id, lead_id, lead_phone, direction, author,
       kind, body, provider, send_at, in_reply_to_seq, notice, created_at, updated_at)
     select '${randomUUID()}', v.id, v.lead_id, v.lead_phone, 'outbound', '${author}', '${kind}', 'Hello.',
       v.provider, '${iso}', v.last_inbound_seq, ${kind === 'notice' ? "'help'" : 'null'}, '${iso}', '${iso}'
     from sms_conversations v where v.lead_phone = '${phone}' limit 1`,
  );
}

const iso = NOON.toISOString();

function workers() {
  const dialed: string[] = [];
  const texts: string[] = [];
  const shared = {
    ceilings: NO_CEILINGS,
    noticesPerDay: 99,
    askAgain: createAskAgain({
      now: () => NOON,
      stopping: new AbortController().signal,
      pause: async () => undefined,
    }),
    worker: 'test',
    uuid: () => randomUUID(),
    now: () => NOON,
  };
  const operator = { opens: '00:00', closes: '23:59' };
  const caps = { ...DEFAULT_CONTACT_CAPS, textsPerDay: 20, touchesPerDay: 20, touchesPerWeek: 90 };
  const run = { log: pino({ enabled: false }), signal: new AbortController().signal, attempt: 1 };
  const place = createPlaceCall({
    ...shared,
    from: '+12025550100',
    calls: createCalls(world.db),
    providerOf: () => ({
      dial: async ({ to }) => ({ callSid: sid(`${dialed.push(to)}`) }),
      hangup: async () => undefined,
    }),
    awaitVoice: async () => null,
    signsWithinMs: 8_000,
    settle: async () => undefined,
    count: () => undefined,
    operator,
    caps: { total: 99, max_live: 500 },
    contactCaps: caps,
    numbers: DEFAULT_NUMBER_RULES,
  });
  const send = createSendText({
    ...shared,
    messages: createMessages(world.db),
    providerOf: () => ({
      send: async ({ to }) => ({
        messageSid: textSid(`${texts.push(to)}`),
        status: 'queued',
        segments: 1,
      }),
    }),
    notSent: async () => ({ kind: 'skip', reason: 'not sent' }),
    metrics: { sent: { inc: () => undefined }, held: { inc: () => undefined } } as never,
    policy: { operator, caps, numbers: DEFAULT_NUMBER_RULES, budgetUsd: null },
    segmentUsd: 0.01,
    picturesUsd: 0.035,
    linkTo: () => 'https://pictures.example/1',
    textsPerSecond: 500,
  });
  return {
    dialed,
    texts,
    async runAll(phone: string) {
      const of = `lead_phone = '${phone}' and direction = 'outbound'`;
      const calls = await world.exec(`select id from calls where ${of} and status = 'scheduled'`);
      for (const { id } of calls) await place({ callId: String(id) }, run);
      const messages = await world.exec(
        `select message_id from sms_messages where ${of} and delivery_status = 'pending'`,
      );
      for (const { message_id } of messages) await send({ messageId: String(message_id) }, run);
      return calls.length + messages.length;
    },
  };
}

it('no costly, junk or denied number comes in by an entry point at which numbers are typed', () => {
  const accepted = COSTLY.filter((phone) => parsePhone(phone).ok);
  expect(COSTLY.length).toBeGreaterThanOrEqual(40);
  expect(accepted).toEqual([]);
});

it('none of them is called or texted, in either direction and however it was planned', async () => {
  campaignId = await world.campaign([textStep('Hello.')]);
  const { dialed, texts, runAll } = workers();
  const tried = Object.fromEntries(Object.keys(entryPoints).map((entryPoint) => [entryPoint, 0]));
  const left = Object.fromEntries(Object.keys(entryPoints).map((entryPoint) => [entryPoint, 0]));
  for (const phone of COSTLY) {
    await entryPoints['a call through the API']?.(phone);
    await world.inbound.receive(world.inboundText(phone), NOON);
    for (const [entryPoint, plan] of Object.entries(entryPoints)) {
      const before = dialed.length + texts.length;
      await plan(phone);
      tried[entryPoint] = (tried[entryPoint] ?? 0) + (await runAll(phone));
      left[entryPoint] = (left[entryPoint] ?? 0) + dialed.length + texts.length - before;
    }
  }
  expect(left).toEqual(
    Object.fromEntries(Object.keys(entryPoints).map((entryPoint) => [entryPoint, 0])),
  );
  for (const entryPoint of Object.keys(entryPoints))
    expect([entryPoint, tried[entryPoint]]).not.toEqual([entryPoint, 0]);

  const [undialable] = await world.exec(
    `select count(distinct l.phone)::int as n from contact_decisions d join leads l on l.id = d.lead_id
     where d.rule = 'undialable' and d.evidence -> 'number' ->> 'why' is not null`,
  );
  expect(undialable?.['n']).toBe(COSTLY.length);
}, 300_000);

it('an ordinary number is rung and texted by the same ways', async () => {
  const { dialed, texts, runAll } = workers();
  const phone = '+12125550177';
  await world.inbound.receive(world.inboundText(phone), NOON);
  await entryPoints['a call through the API']?.(phone);
  await entryPoints['a text through the API']?.(phone);
  await runAll(phone);
  expect([dialed, texts]).toEqual([[phone], [phone]]);
});
