import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TextProvider } from '@ringback/shared/providers/sms/port.ts';
import { createTwilioTexts } from '@ringback/shared/providers/sms/twilio.ts';
import {
  ACCOUNT,
  FROM,
  type Rest,
  startTestSimulator,
  TOKEN,
} from '@ringback/simulator/testing/simulator.ts';

type World = { provider: TextProvider; carrier: Rest; stop: () => Promise<void> };
type Setting = Partial<{ authToken: string; baseUrl: string; timeoutMs: number }>;

async function setupTwilio(setting: Setting = {}): Promise<World> {
  const carrier = await startTestSimulator({ numbers: [FROM] });
  const provider = createTwilioTexts({
    accountSid: ACCOUNT,
    authToken: TOKEN,
    baseUrl: carrier.simulator.url,
    // Nobody answers there: these promises are about the carrier's REST side.
    publicUrl: 'http://127.0.0.1:9',
    ...setting,
  });
  return { provider, carrier, stop: () => carrier.simulator.stop() };
}

const ADAPTERS = [['twilio', setupTwilio]] as const;
const MESSAGE_ID = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
const LONG_AGO = new Date('2020-01-01');
const NOBODY = '+12125550143';
const POOL = `MG${'2'.repeat(32)}`;

const order = (change: Partial<Parameters<TextProvider['send']>[0]> = {}) => ({
  to: NOBODY,
  sender: FROM,
  body: 'Hello, are you still looking?',
  messageId: MESSAGE_ID,
  validSeconds: 600,
  ...change,
});

describe.each(ADAPTERS)('the %s adapter for texts', (_name, setup) => {
  let world: World;
  beforeEach(async () => {
    world = await setup();
  });
  afterEach(() => world.stop());
  const sent = () => world.carrier.simulator.ledger().messages;

  it('takes an order, and one text goes out', async () => {
    const answer = await world.provider.send(order());
    expect(answer).toMatchObject({ status: 'queued', segments: 1 });
    expect(answer.messageSid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(sent()).toMatchObject([
      { sid: answer.messageSid, to: NOBODY, from: FROM, body: 'Hello, are you still looking?' },
    ]);
  });

  it('sends through a pool of numbers, whose segments are not known at first', async () => {
    const answer = await world.provider.send(order({ sender: POOL }));
    expect(answer).toMatchObject({ status: 'queued', segments: null });
    expect(sent()).toHaveLength(1);
  });

  it('sends pictures with the words', async () => {
    const mediaUrls = ['https://pictures.example/car.jpg'];
    const { messageSid } = await world.provider.send(order({ mediaUrls }));
    expect(messageSid).toMatch(/^(SM|MM)[0-9a-f]{32}$/);
    const found = await world.carrier.get(`/Messages/${messageSid}.json`);
    expect(found.json).toMatchObject({ num_media: '1' });
  });

  it.each([0, -5, 0.4, 1_000_000])(
    'keeps %d seconds of validity within what the carrier takes',
    async (validSeconds) => {
      await expect(world.provider.send(order({ validSeconds }))).resolves.toMatchObject({
        status: 'queued',
      });
    },
  );

  it.each([
    ['a number that is none', '+15005550001', 21211],
    ['a number that cannot be reached', '+15005550002', 21612],
    ['a country it may not text', '+15005550003', 21408],
    ['a number that has opted out', '+15005550004', 21610],
    ['a landline', '+15005550009', 21614],
  ])('says provider_rejected of %s', async (_what, to, code) => {
    await expect(world.provider.send(order({ to }))).rejects.toMatchObject({
      code: 'provider_rejected',
      facts: { code },
    });
    expect(sent()).toEqual([]);
  });

  it('says provider_rejected of too many words', async () => {
    await expect(world.provider.send(order({ body: 'x'.repeat(1_601) }))).rejects.toMatchObject({
      code: 'provider_rejected',
      facts: { code: 21617 },
    });
  });

  it('says provider_unavailable when the carrier is too busy to take the order', async () => {
    world.carrier.simulator.faults({ rest: { too_many_requests: 1 } });
    await expect(world.provider.send(order())).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(sent()).toEqual([]);
  });

  it.each([
    ['the answer is lost', { lose_response_after_accept: 1 }],
    ['the carrier breaks after taking the order', { error_500_after_accept: 1 }],
  ])('says provider_unknown when %s, and asks no second time', async (_what, rest) => {
    world.carrier.simulator.faults({ rest });
    await expect(world.provider.send(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    expect(sent()).toHaveLength(1);
  });

  it('says provider_unknown when nobody is there, or nobody answers in time', async () => {
    const gone = await setup({ baseUrl: 'http://127.0.0.1:9' });
    await expect(gone.provider.send(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await gone.stop();

    const slow = await setup({ timeoutMs: 50 });
    slow.carrier.simulator.faults({ rest: { latency_ms: 2_000 } });
    await expect(slow.provider.send(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await slow.stop();
  });

  it('finds again what it sent and forgot, by its number and its words', async () => {
    const { messageSid } = await world.provider.send(order({ body: 'It’s “ours” …' }));
    await world.provider.send(order({ body: 'Something else' }));
    await world.provider.send(order({ to: '+12125550243', body: 'It’s “ours” …' }));
    const find = (body: string) => world.provider.findTexts({ to: NOBODY, since: LONG_AGO, body });
    expect(await find('It’s “ours” …')).toMatchObject([{ messageSid, direction: 'outbound' }]);
    expect(await find('It\'s "ours" ...')).toMatchObject([{ messageSid }]);
    expect(await find('Never said')).toEqual([]);
  });

  it('does not find what was sent before', async () => {
    await world.provider.send(order());
    const since = new Date(Date.now() + 60_000);
    const found = await world.provider.findTexts({ to: NOBODY, since, body: order().body });
    expect(found).toEqual([]);
  });

  it('tells where a text stands, and of a stranger nothing', async () => {
    const { messageSid } = await world.provider.send(order());
    const text = await world.provider.fetch(messageSid);
    expect(text).toMatchObject({ messageSid, direction: 'outbound', errorCode: null });
    expect(['queued', 'sent', 'delivered']).toContain(text?.status);
    expect(await world.provider.fetch(`SM${'0'.repeat(32)}`)).toBeNull();
  });

  it('says provider_rejected when the account is refused', async () => {
    const stranger = await setup({ authToken: 'wrong' });
    await expect(stranger.provider.send(order())).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    await stranger.stop();
  });
});
