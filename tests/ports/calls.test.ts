import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import { createTwilioCalls } from '@ringback/shared/providers/twilio/calls.ts';
import {
  ACCOUNT,
  FROM,
  type Rest,
  startTestSimulator,
  TOKEN,
} from '@ringback/simulator/testing/simulator.ts';

type World = { provider: CallProvider; carrier: Rest; stop: () => Promise<void> };
type Setting = Partial<{ authToken: string; baseUrl: string; timeoutMs: number }>;

async function setupTwilio(setting: Setting = {}): Promise<World> {
  const carrier = await startTestSimulator({}, { ringMs: 60_000 });
  const provider = createTwilioCalls({
    accountSid: ACCOUNT,
    authToken: TOKEN,
    baseUrl: carrier.simulator.url,
    from: FROM,
    // Nobody answers there: these promises are about the carrier's REST side.
    publicUrl: 'http://127.0.0.1:9',
    ringSeconds: 30,
    record: false,
    ...setting,
  });
  return { provider, carrier, stop: () => carrier.simulator.stop() };
}

const ADAPTERS = [['twilio', setupTwilio]] as const;
const CALL_ID = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
const order = (to = '+12125550100') => ({ to, callId: CALL_ID, maxSeconds: 900 });
const LONG_AGO = new Date('2020-01-01');

describe.each(ADAPTERS)('the %s adapter for calls', (_name, setup) => {
  let world: World;
  beforeEach(async () => {
    world = await setup();
  });
  afterEach(() => world.stop());

  it('takes an order, and the telephone rings once', async () => {
    const { callSid } = await world.provider.dial(order());
    expect(callSid).toMatch(/^CA[0-9a-f]{32}$/);
    const { calls } = world.carrier.simulator.ledger();
    expect(calls).toMatchObject([{ sid: callSid, to: '+12125550100', from: FROM }]);
  });

  it('dials the extension behind a main line, and takes its greeting for no machine', async () => {
    await world.provider.dial({ ...order(), extension: '12' });
    const { calls } = world.carrier.simulator.ledger();
    expect(calls).toMatchObject([{ to: '+12125550100', send_digits: 'wwww12' }]);
    await world.provider.dial(order('+12125550177'));
    expect(world.carrier.simulator.ledger().calls[1]).not.toHaveProperty('send_digits');
  });

  it.each([
    ['a number that is none', '+15005550001', 21211],
    ['a number that cannot be reached', '+15005550002', 21214],
    ['a country it may not call', '+15005550003', 21215],
    ['a blocked number', '+15005550004', 21216],
  ])('says provider_rejected of %s', async (_what, to, code) => {
    await expect(world.provider.dial(order(to))).rejects.toMatchObject({
      code: 'provider_rejected',
      facts: { code },
    });
  });

  it('says provider_unavailable when the carrier is too busy to take the order', async () => {
    world.carrier.simulator.faults({ rest: { too_many_requests: 1 } });
    await expect(world.provider.dial(order())).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(world.carrier.simulator.ledger().calls).toEqual([]);
  });

  it.each([
    ['the answer is lost', { lose_response_after_accept: 1 }],
    ['the carrier breaks after taking the order', { error_500_after_accept: 1 }],
  ])('says provider_unknown when %s, and asks no second time', async (_what, rest) => {
    world.carrier.simulator.faults({ rest });
    await expect(world.provider.dial(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    expect(world.carrier.simulator.ledger().calls).toHaveLength(1);
  });

  it('says provider_unknown when nobody is there, or nobody answers in time', async () => {
    const gone = await setup({ baseUrl: 'http://127.0.0.1:9' });
    await expect(gone.provider.dial(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await gone.stop();

    const slow = await setup({ timeoutMs: 50 });
    slow.carrier.simulator.faults({ rest: { latency_ms: 2_000 } });
    await expect(slow.provider.dial(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await slow.stop();
  });

  it('finds again what it placed and forgot', async () => {
    const { callSid } = await world.provider.dial(order());
    await world.provider.dial(order('+12125550177'));
    const found = await world.provider.findCalls({ to: '+12125550100', since: LONG_AGO });
    expect(found).toMatchObject([{ callSid, direction: 'outbound' }]);
    const nothing = await world.provider.findCalls({ to: '+12125550133', since: LONG_AGO });
    expect(nothing).toEqual([]);
  });

  it('tells where a call stands, and of a stranger nothing', async () => {
    const { callSid } = await world.provider.dial(order());
    const call = await world.provider.fetch(callSid);
    expect(['queued', 'ringing', 'in_progress']).toContain(call?.status);
    expect(await world.provider.fetch(`CA${'0'.repeat(32)}`)).toBeNull();
  });

  it('hangs up, also what has ended already', async () => {
    const { callSid } = await world.provider.dial(order());
    await world.provider.hangup(callSid);
    expect(['completed', 'canceled']).toContain((await world.provider.fetch(callSid))?.status);
    await expect(world.provider.hangup(callSid)).resolves.toBeUndefined();
    await expect(world.provider.hangup(`CA${'0'.repeat(32)}`)).resolves.toBeUndefined();
  });

  it('says provider_rejected when the account is refused', async () => {
    const stranger = await setup({ authToken: 'wrong' });
    await expect(stranger.provider.dial(order())).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    await stranger.stop();
  });
});
