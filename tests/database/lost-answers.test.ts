import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPlaceCall } from '@ringback/call-worker/place/place-call.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createReplies } from '@ringback/shared/db/texts/replies.ts';
import { DEFAULT_CONTACT_CAPS } from '@ringback/shared/domain/policy/contact-input.ts';
import { DEFAULT_NUMBER_RULES } from '@ringback/shared/domain/policy/judge-number.ts';
import { createAskAgain, patient } from '@ringback/shared/runtime/ask-again.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { NO_CEILINGS } from '@ringback/shared/testing/ceilings.ts';
import { createNotSent } from '@ringback/sms-worker/send/not-sent.ts';
import { createSendText } from '@ringback/sms-worker/send/send-text.ts';
import { NOON, SECRET_KEY, sid } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld, textSid } from '@ringback/testing/texts-world.ts';
import { pino } from 'pino';

/** A request that fails: it never arrived, its answer got lost, or it arrives when nothing waits for it. */
type Fault = 'lost before it arrives' | 'done, and the answer lost' | 'done much later';
const FAULTS: Fault[] = ['lost before it arrives', 'done, and the answer lost', 'done much later'];
/** What one request waits for its answer. */
const TIMEOUT_MS = 5_000;
const DEADLINE_MS = 8_000;

let world: TextsWorld;
let clock = NOON;
let faults: { name: string; fault: Fault; times: number }[] = [];
let underWay: (() => Promise<unknown>)[] = [];
const leftAt: Date[] = [];
let made = 0;

beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  clock = NOON;
  faults = [];
  underWay = [];
  leftAt.splice(0);
  await world.rested();
  await world.exec('update senders set rests_until = null, rest_reason = null');
});

const now = () => clock;
const pass = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};

/** The network to the database, with the faults that the test has planned. */
const network: typeof fetch = async (input, init) => {
  const [, name] = /\/rpc\/(\w+)/.exec(input instanceof Request ? input.url : String(input)) ?? [];
  const planned = faults.find((one) => one.name === name && one.times > 0);
  if (!planned) return world.fetch(input, init);
  planned.times -= 1;
  pass(TIMEOUT_MS);
  const { signal: _, ...without } = init ?? {};
  if (planned.fault === 'done, and the answer lost') await world.fetch(input, without);
  if (planned.fault === 'done much later') underWay.push(() => world.fetch(input, without));
  throw new TypeError('fetch failed');
};

/** What was under way arrives after all. */
async function arriveLate() {
  for (const request of underWay.splice(0)) await request();
}

/** The job, run again as the queue runs it while it fails for a database that is away. */
async function untilDone(run: () => Promise<unknown>) {
  for (let tries = 0; tries < 5; tries++) {
    try {
      return await run();
    } catch (thrown) {
      expect(AppError.from(thrown).code).toBe('database_unavailable');
      await arriveLate();
      pass(1_000);
    }
  }
  throw new Error('the job never came to an end');
}

function workers() {
  const db = connectDb({ url: world.url, secretKey: SECRET_KEY, fetch: network });
  const askAgain = createAskAgain({
    now,
    stopping: new AbortController().signal,
    pause: async (ms) => pass(ms),
  });
  const refusals: AppError[] = [];
  const order = async () => {
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    leftAt.push(clock);
    return made++;
  };
  const shared = { askAgain, now, worker: 'test', uuid: () => crypto.randomUUID() };
  const placeCall = createPlaceCall({
    ...shared,
    from: '+12025550100',
    calls: patient(createCalls(db), ['recordDialed', 'release'], askAgain),
    providerOf: () => ({
      dial: async () => ({ callSid: sid(`lost${await order()}`) }),
      hangup: async () => undefined,
    }),
    settle: async () => undefined,
    awaitVoice: async () => null,
    signsWithinMs: 8_000,
    count: () => undefined,
    operator: { opens: '08:00', closes: '21:00' },
    caps: { total: 12, max_live: 50 },
    contactCaps: DEFAULT_CONTACT_CAPS,
    numbers: DEFAULT_NUMBER_RULES,
    ceilings: NO_CEILINGS,
  });
  const messages = patient(createMessages(db), ['recordSent', 'release'], askAgain);
  const metrics = { sent: { inc: () => undefined }, held: { inc: () => undefined } } as never;
  const sendText = createSendText({
    ...shared,
    messages,
    providerOf: () => ({
      send: async () => ({
        messageSid: textSid(`lost${await order()}`),
        status: 'queued',
        segments: 1,
      }),
    }),
    notSent: createNotSent({
      messages,
      replies: createReplies(world.db),
      soundAlarm: async () => undefined,
      metrics,
      optOutScope: 'all',
      now,
    }),
    metrics,
    policy: {
      operator: { opens: '08:00', closes: '21:00' },
      caps: DEFAULT_CONTACT_CAPS,
      numbers: DEFAULT_NUMBER_RULES,
      budgetUsd: null,
    },
    ceilings: NO_CEILINGS,
    segmentUsd: 0.01,
    picturesUsd: 0.035,
    linkTo: () => 'https://pictures.example/1',
    noticesPerDay: 3,
    textsPerSecond: 1_000,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  return {
    refusals,
    call: (callId: string) => placeCall({ callId }, context),
    text: (messageId: string) => sendText({ messageId }, context),
  };
}

async function plannedCall() {
  const call = world.newCall({ to: world.number() });
  await world.calls.schedule(call, NOON);
  return call.id;
}

async function plannedText() {
  const text = world.single();
  await world.messages.plan(text, NOON);
  return text.message_id;
}

const KINDS = [
  {
    kind: 'call',
    plan: plannedCall,
    begin: 'begin_call',
    record: 'record_dialed',
    release: 'release_call',
    row: async (id: string) => {
      const { status, call_sid } = await world.calls.get(id);
      return { status: String(status), sid: call_sid };
    },
    waits: ['scheduled', 'held'],
  },
  {
    kind: 'text',
    plan: plannedText,
    begin: 'begin_message',
    record: 'record_message_sent',
    release: 'release_message',
    row: async (id: string) => {
      const { delivery_status, provider_sid } = await world.text(id);
      return { status: String(delivery_status), sid: provider_sid };
    },
    waits: ['pending', 'held'],
  },
] as const;
const CASES = KINDS.flatMap((one) => FAULTS.map((fault) => ({ ...one, fault })));

describe.each(CASES)('a $kind whose request is $fault', ({ kind, fault, ...of }) => {
  it.each([1, 4])('at the claim, %i times: leaves once, and its row knows it', async (times) => {
    const { [kind]: run } = workers();
    const id = await of.plan();
    faults = [{ name: of.begin, fault, times }];
    expect(await untilDone(() => run(id))).toEqual({ kind: 'done' });
    await arriveLate();
    expect(leftAt).toHaveLength(1);
    expect(await of.row(id)).toEqual({ status: 'queued', sid: expect.any(String) });
  });

  it('at the record of what the carrier took: leaves once, and its row knows it', async () => {
    const { [kind]: run } = workers();
    const id = await of.plan();
    faults = [{ name: of.record, fault, times: 3 }];
    expect(await run(id)).toEqual({ kind: 'done' });
    await arriveLate();
    expect(leftAt).toHaveLength(1);
    expect(await of.row(id)).toEqual({ status: 'queued', sid: expect.any(String) });
  });

  it('at the release after the carrier was busy: waits for its next turn', async () => {
    const { refusals, [kind]: run } = workers();
    const id = await of.plan();
    refusals.push(new AppError('provider_unavailable', 'busy', { facts: { status: 429 } }));
    faults = [{ name: of.release, fault, times: 3 }];
    expect(await run(id)).toMatchObject({ kind: expect.stringMatching('snooze|skip') });
    await arriveLate();
    const { status, sid: none } = await of.row(id);
    expect([of.waits.includes(status as never), none, leftAt]).toEqual([true, null, []]);
  });

  it('at the claim until its deadline: does not leave, and takes no line meanwhile', async () => {
    const { [kind]: run } = workers();
    const id = await of.plan();
    faults = [{ name: of.begin, fault, times: 2 }];
    const claimedAt = clock.getTime();
    await expect(run(id)).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(clock.getTime()).toBeGreaterThan(claimedAt + DEADLINE_MS);
    // A claim that was given up claims nothing, however late it comes.
    await arriveLate();
    expect([leftAt, (await of.row(id)).status]).toEqual([[], of.waits[0]]);
    expect(await untilDone(() => run(id))).toEqual({ kind: 'done' });
    expect(leftAt).toHaveLength(1);
  });

  it('at the claim and at giving it up: is free as soon as the database answers', async () => {
    const { [kind]: run } = workers();
    const id = await of.plan();
    faults = [
      { name: of.begin, fault, times: 2 },
      { name: `give_up_${kind}_claim`.replace('text', 'message'), fault, times: 4 },
    ];
    await expect(run(id)).rejects.toMatchObject({ code: 'database_unavailable' });
    await arriveLate();
    expect([leftAt, (await of.row(id)).status]).toEqual([[], of.waits[0]]);
  });
});

describe('a claim', () => {
  it('that is asked for again with its id is the same claim, with the same fence', async () => {
    const call = await plannedCall();
    const order = {
      claim_id: crypto.randomUUID(),
      worker: 'test',
      deadline_at: new Date(NOON.getTime() + DEADLINE_MS).toISOString(),
      open_until: new Date(NOON.getTime() + 3_600_000).toISOString(),
      caps: { total: 12, max_live: 50 },
      limits: [],
      evidence: {},
    };
    const first = await world.calls.begin(call, order, NOON);
    expect(first.verdict).toBe('go');
    expect(await world.calls.begin(call, order, NOON)).toEqual(first);
    const other = { ...order, claim_id: crypto.randomUUID() };
    expect(await world.calls.begin(call, other, NOON)).toEqual({
      verdict: 'skip',
      status: 'dialing',
    });
    const [{ n } = { n: 0 }] = await world.exec(
      `select count(*)::int as n from contact_decisions where call_id = '${call}' and rule = 'claimed'`,
    );
    expect(n).toBe(1);
  });

  it('of an attempt that has dialed is not given up by another attempt’s id', async () => {
    const { call: run } = workers();
    const call = await plannedCall();
    await run(call);
    expect(await world.calls.giveUp(call, crypto.randomUUID(), clock)).toBe(false);
    expect((await world.calls.get(call)).status).toBe('queued');
  });

  it('that a look has found unknown is still given up by who knows that it did not dial', async () => {
    const call = await plannedCall();
    const claim_id = crypto.randomUUID();
    const deadline = new Date(NOON.getTime() + DEADLINE_MS);
    await world.calls.begin(
      call,
      {
        claim_id,
        worker: 'test',
        deadline_at: deadline.toISOString(),
        open_until: new Date(NOON.getTime() + 3_600_000).toISOString(),
        caps: { total: 12, max_live: 50 },
        limits: [],
        evidence: {},
      },
      NOON,
    );
    await world.calls.claimChecks(deadline, 50);
    expect((await world.calls.get(call)).status).toBe('unknown');
    expect(await world.calls.giveUp(call, claim_id, deadline)).toBe(true);
    expect(await world.calls.get(call)).toMatchObject({ status: 'scheduled', dialed_at: null });
  });
});
