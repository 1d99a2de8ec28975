import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CallWorld, CarrierWorld } from './calls/call-world.ts';
import { RETELL } from './calls/retell-adapter.ts';
import { TWILIO, TWILIO_ORDERS } from './calls/twilio-adapter.ts';

const ADAPTERS = [
  ['twilio', TWILIO],
  ['retell', RETELL],
] as const;
const ORDER_TAKERS = [['twilio', TWILIO_ORDERS]] as const;

const CALL_ID = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
const NOBODY = '+12125550100';
const ANOTHER = '+12125550177';
const order = (to = NOBODY) => ({ to, callId: CALL_ID, maxSeconds: 900 });
const LONG_AGO = new Date('2020-01-01');

describe.each(ADAPTERS)('the %s adapter for calls', (_name, adapter) => {
  const { setup, takesOrders, words, wordsInRows, hasOwnVoice, unknownSid } = adapter;
  let world: CallWorld;
  beforeEach(async () => {
    world = await setup();
  });
  afterEach(() => world.stop());

  it('places a call that is ordered, or says provider_rejected if it takes no orders', async () => {
    const dialed = await world.provider.dial(order()).catch((thrown: unknown) => thrown);
    expect(dialed).toMatchObject(
      takesOrders ? { callSid: expect.any(String) } : { code: 'provider_rejected' },
    );
  });

  it('knows nothing of a stranger', async () => {
    expect(await world.provider.fetch(unknownSid)).toBeNull();
    expect(await world.provider.findCalls({ to: NOBODY, since: LONG_AGO })).toEqual([]);
  });

  it('hangs up a call that it has never heard of, and that is no failure', async () => {
    await expect(world.provider.hangup(unknownSid)).resolves.toBeUndefined();
  });

  it('says who picked up, by the verdict that it left in a row', () => {
    const { machine, human, unsure } = wordsInRows;
    const all = [...machine, ...human, ...unsure];
    expect(all.filter(words.isMachine)).toEqual(machine);
    expect(all.filter(words.isHuman)).toEqual(human);
  });

  it('says of which numbers nothing will come, by the reason of the end', () => {
    const { badNumber, otherEnd } = wordsInRows;
    expect([...badNumber, ...otherEnd].filter(words.isBadNumber)).toEqual(badNumber);
  });

  it('says whether its own voice talks', () => {
    expect(words.hasOwnVoice).toBe(hasOwnVoice);
  });
});

describe.each(ORDER_TAKERS)('the %s adapter, which takes orders', (_name, adapter) => {
  const { setup, sid, unknownSid, ours, refused } = adapter;
  let world: CarrierWorld;
  beforeEach(async () => {
    world = await setup();
  });
  afterEach(() => world.stop());

  it('takes an order, and the telephone rings once', async () => {
    const { callSid } = await world.provider.dial(order());
    expect(callSid).toMatch(sid);
    expect(world.ordered()).toEqual([{ sid: callSid, to: NOBODY, from: ours, extension: null }]);
  });

  it('dials the extension behind a main line', async () => {
    await world.provider.dial({ ...order(), extension: '12' });
    await world.provider.dial(order(ANOTHER));
    expect(world.ordered()).toMatchObject([
      { to: NOBODY, extension: '12' },
      { to: ANOTHER, extension: null },
    ]);
  });

  it.each(refused)('says provider_rejected of %s', async (_what, to, code) => {
    await expect(world.provider.dial(order(to))).rejects.toMatchObject({
      code: 'provider_rejected',
      facts: { code },
    });
  });

  it('says provider_unavailable when the carrier is too busy to take the order', async () => {
    world.fails.tooBusy();
    await expect(world.provider.dial(order())).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(world.ordered()).toEqual([]);
  });

  it.each([
    ['the answer is lost', 'answerLost'],
    ['the carrier breaks after taking the order', 'brokenAfterTaking'],
  ] as const)('says provider_unknown when %s, and asks no second time', async (_what, fault) => {
    world.fails[fault]();
    await expect(world.provider.dial(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    expect(world.ordered()).toHaveLength(1);
  });

  it('says provider_unknown when nobody is there, or nobody answers in time', async () => {
    const gone = await setup('nobody there');
    await expect(gone.provider.dial(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await gone.stop();

    const slow = await setup('impatient');
    slow.fails.slow();
    await expect(slow.provider.dial(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await slow.stop();
  });

  it('finds again what it placed and forgot', async () => {
    const { callSid } = await world.provider.dial(order());
    await world.provider.dial(order(ANOTHER));
    const found = await world.provider.findCalls({ to: NOBODY, since: LONG_AGO });
    expect(found).toMatchObject([{ callSid, direction: 'outbound' }]);
    const nothing = await world.provider.findCalls({ to: '+12125550133', since: LONG_AGO });
    expect(nothing).toEqual([]);
  });

  it('tells where a call stands, and of a stranger nothing', async () => {
    const { callSid } = await world.provider.dial(order());
    const call = await world.provider.fetch(callSid);
    expect(['queued', 'ringing', 'in_progress']).toContain(call?.status);
    expect(await world.provider.fetch(unknownSid)).toBeNull();
  });

  it('hangs up, also what has ended already', async () => {
    const { callSid } = await world.provider.dial(order());
    await world.provider.hangup(callSid);
    expect(['completed', 'canceled']).toContain((await world.provider.fetch(callSid))?.status);
    await expect(world.provider.hangup(callSid)).resolves.toBeUndefined();
  });

  it('says provider_rejected when the account is refused', async () => {
    const stranger = await setup('wrong account');
    await expect(stranger.provider.dial(order())).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    await stranger.stop();
  });
});
