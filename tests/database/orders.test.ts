import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { put } from '@ringback/shared/testing/put.ts';
import { CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const withoutKey = { idempotency_key_hash: undefined, request_hash: undefined } as object;

const order = (to: string, change: Parameters<TextsWorld['newCall']>[0] | object = {}) =>
  world.newCall({ to, ...withoutKey, ...change });

async function schedule(to: string, change: object = {}, at = NOON) {
  const answer = await world.calls.schedule(order(to, { run_at: at.toISOString(), ...change }), at);
  if (!('call' in answer)) throw new Error(answer.result);
  return answer;
}

const claimAt = (at: Date) => ({
  ...CLAIM,
  deadline_at: later(8, at).toISOString(),
  open_until: later(3_600, at).toISOString(),
});

const callsOf = async (phone: string) =>
  (await world.exec(`select id from calls where lead_phone = '${phone}'`)).length;

const why = (id: string) =>
  world.exec(`select verdict, rule from contact_decisions where call_id = '${id}' order by id`);

describe('call orders without keys of their own', () => {
  it('for one number and agent within ten minutes are one call, also when they come at once', async () => {
    const to = world.number();
    const answers = await Promise.all([0, 1, 2, 3].map(() => schedule(to)));
    expect(answers.map(({ result }) => result).sort()).toEqual([
      ...['merged', 'merged', 'merged', 'scheduled'],
    ]);
    expect(new Set(answers.map(({ call }) => call.id)).size).toBe(1);
    expect(await callsOf(to)).toBe(1);
  });

  it('replace the words while nobody has claimed the call, and not afterwards', async () => {
    const to = world.number();
    const { call } = await schedule(to, { message: 'About the red car.' });
    await schedule(to, { message: 'About the blue car.' }, later(60));
    await schedule(to, {}, later(90));
    expect(await world.calls.get(call.id)).toMatchObject({ message: 'About the blue car.' });
    expect(await world.calls.begin(call.id, claimAt(later(100)), later(100))).toMatchObject({
      verdict: 'go',
    });
    const late = await schedule(to, { message: 'About a bicycle.' }, later(110));
    expect(late).toMatchObject({ result: 'merged', call: { id: call.id } });
    expect(await world.calls.get(call.id)).toMatchObject({ message: 'About the blue car.' });
    expect(await why(call.id)).toContainEqual({ verdict: 'hold', rule: 'merged' });
  });

  it('make the call as urgent as the most urgent of them', async () => {
    const to = world.number();
    const { call } = await schedule(to, { priority: 'low' });
    await schedule(to, { priority: 'high' });
    expect(await world.calls.get(call.id)).toMatchObject({ priority: 'high' });
  });

  it('are one call while it rings and after it was answered, too', async () => {
    const to = world.number();
    const { call } = await schedule(to);
    const begun = await world.calls.begin(call.id, claimAt(NOON), NOON);
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    await world.calls.recordDialed(call.id, begun.fence, sid('merge'), NOON);
    expect(await schedule(to, {}, later(20))).toMatchObject({ call: { id: call.id } });
    await world.exec(
      `update calls set status = 'completed', ended_at = '${later(60).toISOString()}' where id = '${call.id}'`,
    );
    expect(await schedule(to, {}, later(120))).toMatchObject({ result: 'merged' });
    expect(await callsOf(to)).toBe(1);
  });

  it('are a new call after one that came to nothing', async () => {
    for (const status of ['failed', 'canceled']) {
      const to = world.number();
      const { call } = await schedule(to);
      await world.exec(
        put('calls', `update calls set status = '${status}' where id = '${call.id}'`),
      );
      expect(await schedule(to, {}, later(60))).toMatchObject({ result: 'scheduled' });
    }
  });

  it('are two calls more than ten minutes apart, for two agents, for two numbers', async () => {
    const to = world.number();
    const agent = randomUUID();
    await world.exec(
      `insert into agents (id, name, business, prompt) values ('${agent}', '${agent}', 'b', 'p')`,
    );
    await schedule(to);
    expect(await schedule(to, {}, later(601))).toMatchObject({ result: 'scheduled' });
    expect(await schedule(to, { agent_id: agent })).toMatchObject({ result: 'scheduled' });
    expect(await schedule(world.number())).toMatchObject({ result: 'scheduled' });
  });

  it('are two calls for two people behind one line, and one for the same person again', async () => {
    const to = world.number();
    const first = await schedule(to, { extension: '5' });
    const second = await schedule(to, { extension: '6' });
    expect(second).toMatchObject({ result: 'scheduled' });
    expect(await schedule(to, { extension: '5' })).toMatchObject({
      result: 'merged',
      call: { id: first.call.id },
    });
  });

  it('that both wait for the morning are one call, whatever was held meanwhile', async () => {
    const to = world.number();
    const decision = (seconds: number, until: number) => ({
      ...{ verdict: 'hold' as const, rule: 'quiet_hours', reason: 'It is night.' },
      hold_until: later(until).toISOString(),
      evidence: { asked_for: later(seconds).toISOString() },
    });
    const { call } = await schedule(to, { decision: decision(0, 30_000) });
    expect(await schedule(to, { decision: decision(3_600, 30_000) }, later(3_600))).toMatchObject({
      result: 'merged',
    });
    await world.calls.hold(
      call.id,
      later(50_000),
      { rule: 'cap_calls_per_day', reason: 'r', evidence: {} },
      later(4_000),
    );
    expect(await schedule(to, {}, later(300))).toMatchObject({ result: 'merged' });
    expect(await callsOf(to)).toBe(1);
  });

  it('with a key of their own are calls of their own', async () => {
    const to = world.number();
    const key = (n: number) => ({ idempotency_key_hash: `${to} ${n}`, request_hash: 'r' });
    expect(await schedule(to, key(1))).toMatchObject({ result: 'scheduled' });
    expect(await schedule(to, key(2))).toMatchObject({ result: 'scheduled' });
    expect(await schedule(to)).toMatchObject({ result: 'scheduled' });
    expect(await schedule(to)).toMatchObject({ result: 'merged' });
    expect(await callsOf(to)).toBe(3);
  });
});

describe('what waits when a talk has taken place', () => {
  /** A lead that rang us and said something; the talk ended a minute after noon. */
  async function talked(phone: string, answeredAt = NOON) {
    const id = randomUUID();
    const callSid = sid(id.slice(0, 8));
    const [lead] = await world.exec(`select id from leads where phone = '${phone}'`);
    const moments = [answeredAt, later(60, answeredAt)].map((at) => `'${at.toISOString()}'`);
    await world.exec(
      `insert into calls (id, lead_id, direction, provider, voice, to_number, lead_phone, status, run_at,
         call_sid, answered_at, ended_at, settled_at, created_at, updated_at)
       values ('${id}', ${lead?.['id']}, 'inbound', 'twilio', 'openai', '+12025559000', '${phone}', 'completed',
         ${moments[0]}, '${callSid}', ${moments[0]}, ${moments[1]}, ${moments[1]}, ${moments[0]}, ${moments[0]})`,
    );
    await world.exec(
      `insert into conversation_transcripts (call_sid, call_id, seq, role, content, timestamp)
       values ('${callSid}', '${id}', 1, 'user', 'No thanks, I already bought one.', ${moments[0]})`,
    );
    return id;
  }

  const judge = (callId: string, change: object, at: Date) =>
    world.analyses.save(
      {
        call_id: callId,
        status: 'done',
        outcome: 'unqualified',
        outcome_quote: 'I already bought one',
        outcome_turn: 1,
        summary: null,
        sentiment: null,
        facts: [],
        dropped: [],
        next_action: null,
        decided_by: 'model',
        model: null,
        failure: null,
        usage: null,
        callback: null,
        opt_out: null,
        ...change,
      } as never,
      at,
    );

  const keyed = (to: string) => ({
    idempotency_key_hash: `${to} ${randomUUID()}`,
    request_hash: 'r',
  });

  it('waits on until the talk is judged, and is then taken back, with its reason', async () => {
    const to = world.number();
    const { call } = await schedule(to, keyed(to), later(-30));
    const talk = await talked(to);
    const begun = await world.calls.begin(call.id, claimAt(later(61)), later(61));
    expect(begun).toMatchObject({ verdict: 'wait', rule: 'talk_not_judged' });
    await judge(talk, {}, later(80));
    expect(await world.calls.get(call.id)).toMatchObject({
      status: 'canceled',
      end_reason: 'talked_meanwhile',
    });
    expect(await why(call.id)).toContainEqual({ verdict: 'deny', rule: 'talked_meanwhile' });
  });

  it('goes on at once where only a machine had spoken', async () => {
    const to = world.number();
    const { call } = await schedule(to, keyed(to), later(-30));
    const talk = await talked(to);
    await world.calls.begin(call.id, claimAt(later(61)), later(61));
    await judge(talk, { outcome: 'no_response' }, later(70));
    expect(await world.calls.begin(call.id, claimAt(later(71)), later(71))).toMatchObject({
      verdict: 'go',
    });
  });

  it('gives way to the call that the lead asked for, and goes on for a wish without a time', async () => {
    const [timed, untimed] = [world.number(), world.number()];
    const { call: first } = await schedule(timed, keyed(timed), later(-30));
    const { call: second } = await schedule(untimed, keyed(untimed), later(-30));
    const next_action = { kind: 'callback', quote: 'call me again', turn: 1, at_local: null };
    const callback = { id: randomUUID(), run_at: later(9_000).toISOString() };
    await judge(await talked(timed), { outcome: 'qualified', next_action, callback }, later(80));
    await judge(await talked(untimed), { outcome: 'qualified', next_action }, later(80));
    expect(await world.calls.get(first.id)).toMatchObject({ end_reason: 'called_back_instead' });
    expect(await world.calls.get(callback.id)).toMatchObject({ status: 'scheduled' });
    expect(await world.calls.get(second.id)).toMatchObject({ status: 'scheduled' });
  });

  it('is rung if it was ordered after the talk', async () => {
    const to = world.number();
    await schedule(to, keyed(to), later(-7_200));
    const talk = await talked(to, later(-3_600));
    await judge(talk, {}, later(-3_500));
    const { call } = await schedule(to, keyed(to), NOON);
    expect(await world.calls.begin(call.id, claimAt(later(1)), later(1))).toMatchObject({
      verdict: 'go',
    });
  });
});

describe('text orders without keys of their own', () => {
  const plan = async (change: object, at = NOON) => {
    const answer = await world.messages.plan(world.single({ ...withoutKey, ...change }), at);
    if (!('message' in answer)) throw new Error(answer.result);
    return answer;
  };

  it('with the same words to one number within ten minutes are one text, also at once', async () => {
    const to = world.number();
    const answers = await Promise.all([0, 1, 2].map(() => plan({ to })));
    expect(answers.map(({ result }) => result).sort()).toEqual(['merged', 'merged', 'planned']);
    const spaced = await plan({ to, body: '  Your car  is ready. ' }, later(300));
    expect(spaced.message.message_id).toBe(answers[0]?.message.message_id);
  });

  it('with other words, later, or with keys are texts of their own', async () => {
    const to = world.number();
    const key = (n: number) => ({ idempotency_key_hash: `t ${to} ${n}`, request_hash: 'r' });
    const results = [
      await plan({ to }),
      await plan({ to, body: 'Your car is sold.' }),
      await plan({ to, ...key(1) }),
      await plan({ to, ...key(2) }),
      await plan({ to }, later(1_300)),
    ];
    expect(results.map(({ result }) => result)).toEqual(Array(5).fill('planned'));
  });

  it('are a new text after one that failed or was taken back', async () => {
    for (const status of ['failed', 'undelivered', 'canceled']) {
      const to = world.number();
      const first = await plan({ to });
      const id = first.message.message_id;
      const update = `update sms_messages set delivery_status = '${status}' where message_id = '${id}'`;
      await world.exec(put('sms_messages', update));
      expect(await plan({ to }, later(60))).toMatchObject({ result: 'planned' });
    }
  });
});
