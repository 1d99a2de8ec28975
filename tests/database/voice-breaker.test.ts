import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createModelBreaker } from '@ringback/shared/db/health/model-breaker.ts';
import { createSignsOfLifeRows } from '@ringback/shared/db/health/signs-of-life.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import {
  CLAIM,
  type DatabaseWorld,
  later,
  NOON,
  sid,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
}, 180_000);
afterAll(() => world.stop());
beforeEach(async () => {
  await world.exec(
    `update breakers set failures = 0, opened_at = null, tries = 0, next_try_at = null, trial = null`,
  );
});

let made = 0;
const SILENCE = { agent_ms: null, lead_ms: null, agent_words: 0, lead_words: 0 };
const voice = (heard: boolean) => ({ heard, rests_after: 3, pause_seconds: 60 });

async function scheduled(seconds = 0) {
  const call = world.newCall({ to: world.number(), run_at: later(seconds).toISOString() });
  await world.calls.schedule(call, later(seconds));
  return call;
}
const claim = (id: string, seconds: number) =>
  world.calls.begin(
    id,
    { ...CLAIM, deadline_at: later(seconds + 8).toISOString() },
    later(seconds),
  );

/** Dialed, picked up, and settled as somebody who heard us or not. */
async function talk(heard: boolean, seconds: number) {
  const call = await scheduled(seconds);
  const begun = await claim(call.id, seconds);
  if (begun.verdict !== 'go') throw new Error(begun.verdict);
  await end(call.id, begun.fence, heard, seconds);
  return call;
}

async function end(id: string, fence: number, heard: boolean, seconds: number) {
  const callSid = sid(`voice${made++}`);
  await world.calls.recordDialed(id, fence, callSid, later(seconds));
  await world.calls.close(id, 'completed', 'test', later(seconds + 1));
  const said = heard ? {} : { silence_reason: 'model_unreachable' };
  const next = { redial: null, reason: 'test', reached: heard, voice: voice(heard), ...said };
  return world.calls.settle(id, { ...next, judged_on: SILENCE }, later(seconds + 2));
}

const breaker = async () =>
  (
    await world.exec(
      `select failures, opened_at is not null as rests from breakers where name = 'voice'`,
    )
  )[0];

describe('dialing', () => {
  it('rests after three people in a row who heard nothing, and goes on when one call is heard', async () => {
    await talk(false, 0);
    await talk(false, 10);
    await talk(true, 20);
    expect(await breaker()).toEqual({ failures: 0, rests: false });
    for (const seconds of [30, 40, 50]) await talk(false, seconds);
    expect(await breaker()).toEqual({ failures: 3, rests: true });

    const [first, second] = [await scheduled(60), await scheduled(60)];
    const at = later(112).toISOString();
    expect(await claim(first.id, 60)).toMatchObject({ verdict: 'wait', rule: 'voice_not_heard' });
    const [held] = await world.exec(
      `select status, held_reason, run_at = '${at}' as waits from calls where id = '${first.id}'`,
    );
    expect(held).toEqual({ status: 'held', held_reason: 'voice_not_heard', waits: true });
    expect(
      await world.exec(
        `select rule, evidence ->> 'calls_in_a_row' as n, evidence ->> 'reason' as why
         from contact_decisions where call_id = '${first.id}' and verdict = 'hold'`,
      ),
    ).toEqual([{ rule: 'voice_not_heard', n: '3', why: 'model_unreachable' }]);

    // A minute after it began to rest one call tries; of the others each waits.
    const trial = await claim(first.id, 120);
    expect(trial).toMatchObject({ verdict: 'go' });
    expect(await claim(second.id, 121)).toMatchObject({ verdict: 'wait', rule: 'voice_not_heard' });
    if (trial.verdict === 'go') await end(first.id, trial.fence, false, 122);
    // In vain: the next pause is twice as long.
    expect(await claim(second.id, 200)).toMatchObject({ verdict: 'wait' });
    const again = await claim(second.id, 250);
    expect(again).toMatchObject({ verdict: 'go' });
    const third = await scheduled(251);
    expect(await claim(third.id, 251)).toMatchObject({ verdict: 'wait' });
    if (again.verdict === 'go') await end(second.id, again.fence, true, 252);
    expect(await breaker()).toEqual({ failures: 0, rests: false });
    // What waited goes on at once.
    expect(await claim(third.id, 255)).toMatchObject({ verdict: 'go' });
  });

  it('learns from the first second that a lead hears, not from the end of a long talk', async () => {
    for (const seconds of [300, 310, 320]) await talk(false, seconds);
    const call = await scheduled(390);
    const begun = await claim(call.id, 390);
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const callSid = sid('early');
    await world.calls.recordDialed(call.id, begun.fence, callSid, later(391));
    const heard = {
      stream: 1,
      agent_ms: 1_200,
      lead_ms: 0,
      reason: null,
      over: false,
      enough: true,
    };
    await world.sessions.tellHeard(callSid, heard, later(395));
    expect(await breaker()).toEqual({ failures: 0, rests: false });
  });

  it('lets another call try when nobody picked up the one that tried', async () => {
    for (const seconds of [400, 410, 420]) await talk(false, seconds);
    const [call, other] = [await scheduled(490), await scheduled(490)];
    const begun = await claim(call.id, 490);
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    await world.calls.recordDialed(call.id, begun.fence, sid('nobody'), later(491));
    expect(await claim(other.id, 492)).toMatchObject({ verdict: 'wait' });
    await world.calls.close(call.id, 'failed', 'test', later(495));
    await world.calls.settle(call.id, { redial: null, reason: 'test', reached: null }, later(496));
    expect(await claim(other.id, 510)).toMatchObject({ verdict: 'go' });
  });
});

describe('who picked up in vain', () => {
  it('was not contacted, is no unreachable lead, and is shown to a person when no dial is left', async () => {
    const call = await world.dialing(world.number(), sid('vain'));
    await world.calls.close(call.id, 'completed', 'test', later(5));
    await world.calls.settle(
      call.id,
      {
        redial: null,
        reason: 'test',
        stop_reason: 'dials_spent',
        reached: false,
        silence_reason: 'no_media',
        judged_on: SILENCE,
        person: 'Call in person.',
      },
      later(6),
    );
    expect(await world.leads.findByPhone(call.to)).toMatchObject({
      lead_status: 'new',
      outcome: null,
    });
    const [analysis] = await world.exec(
      `select status, outcome, summary, failure from conversation_analyses where call_id = '${call.id}'`,
    );
    expect(analysis).toEqual({
      status: 'needs_review',
      outcome: null,
      summary: 'Call in person.',
      failure: 'not_heard: no_media',
    });
    await world.leads.repair(later(60), 100);
    expect(await world.leads.findByPhone(call.to)).toMatchObject({ lead_status: 'new' });
  });

  it('is not who has a machine that answers: that was tried, as a line that is busy', async () => {
    const call = await world.dialing(world.number(), sid('machine'));
    await world.calls.close(call.id, 'completed', 'test', later(5));
    const next = { redial: null, reason: 'A machine answered.', reached: false };
    await world.calls.settle(call.id, next, later(6));
    expect(await world.leads.findByPhone(call.to)).toMatchObject({ lead_status: 'contacted' });
  });

  it('is dialed again once, with what was heard on record', async () => {
    const callSid = sid('again');
    const call = await world.dialing(world.number(), callSid);
    const told = {
      stream: 0,
      agent_ms: 200,
      lead_ms: 900,
      reason: 'model_silent',
      over: true,
      enough: false,
    };
    await world.sessions.tellHeard(callSid, told, later(3));
    await world.sessions.tellHeard(callSid, { ...told, agent_ms: 100 }, later(4));
    await world.calls.close(call.id, 'completed', 'test', later(5));
    const next = {
      redial: { id: randomUUID(), run_at: later(900).toISOString() },
      reason: 'test',
      reached: false,
      judged_on: { ...SILENCE, agent_ms: 200, lead_ms: 900 },
    };
    expect(await world.calls.settle(call.id, next, later(6))).toMatchObject({ result: 'settled' });
    expect(await world.calls.get(call.id)).toMatchObject({
      agent_heard_ms: 200,
      lead_heard_ms: 900,
      silence_reason: 'model_silent',
      reached: false,
    });
    expect(await world.calls.get(next.redial.id)).toMatchObject({ redial_of: call.id });
  });
});

describe('a transfer that nobody takes', () => {
  it('brings the agent back, and stands on the call and among its events', async () => {
    await world.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    const callSid = sid('transfer');
    const call = await world.dialing(world.number(), callSid);
    const ask = (hash: string) =>
      world.sessions.gate(
        { callId: call.id, callSid, tokenHash: hash, expiresAt: later(60) },
        NOON,
      );
    await ask('one');
    await world.sessions.open(callSid, 'one', later(1));
    await world.sessions.wrapUp(call.id, 'human', 'wants a person', later(2));
    expect(await ask('two')).toMatchObject({ verdict: 'transfer' });
    expect(await world.sessions.transferEnded(callSid, 'busy', {}, later(3))).toBe(true);
    expect(await ask('three')).toMatchObject({ verdict: 'stream' });
    const opened = await world.sessions.open(callSid, 'three', later(4));
    expect(opened?.call).toMatchObject({ transfer_result: 'busy', wrap_up: null });
    expect(
      await world.exec(`select kind, call_status from call_events where call_sid = '${callSid}'`),
    ).toEqual([{ kind: 'transfer', call_status: 'busy' }]);
  });
});

describe('who is at work', () => {
  it('is known from signs: first the api, then a gateway, then its voice model', async () => {
    const signs = createSignsOfLifeRows(world.db);
    const fault = async () => {
      const [row] = await world.exec(`select private.voice_fault(interval '1 minute') as fault`);
      return row?.['fault'];
    };
    expect(await fault()).toBe('api_away');
    await signs.note('api', 'a', null);
    expect(await fault()).toBe('gateway_away');
    await signs.note('media-gateway', 'g1', 'model_unreachable');
    expect(await fault()).toBe('model_unreachable');
    await signs.note('media-gateway', 'g2', null);
    expect(await fault()).toBe(null);
    await signs.signOff('media-gateway', 'g2');
    expect(await fault()).toBe('model_unreachable');
    await world.exec(`update signs_of_life set at = at - interval '2 minutes'`);
    expect(await fault()).toBe('api_away');
  });
});

describe('the language model', () => {
  const news = (seconds: number) =>
    createModelBreaker({
      db: world.db,
      log: createLogger({ service: 'test', level: 'silent' }),
      now: () => later(seconds),
    });

  it('rests after three questions in a row, at once without credit, and one at a time finds out', async () => {
    await news(0).failed('server_error', false);
    await news(1).failed('server_error', false);
    expect(await news(2).restsUntil('a')).toBe(null);
    await news(3).answered();
    await news(4).failed('insufficient_quota', true);
    expect(await news(5).restsUntil('a')).toEqual(later(34));
    expect(await news(40).restsUntil('a')).toBe(null);
    expect(await news(41).restsUntil('b')).toEqual(later(56));
    await news(42).failed('insufficient_quota', true);
    expect(await news(43).restsUntil('b')).toEqual(later(102));
    expect(await news(110).restsUntil('b')).toBe(null);
    await news(111).answered();
    expect(await news(112).restsUntil('c')).toBe(null);
  });
});
