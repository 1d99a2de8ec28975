import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { TextWorld } from './sms/text-world.ts';
import { TWILIO } from './sms/twilio-adapter.ts';

const ADAPTERS = [['twilio', TWILIO]] as const;
const MESSAGE_ID = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
const LONG_AGO = new Date('2020-01-01');
const NOBODY = '+12125550143';

describe.each(ADAPTERS)('the %s adapter for texts', (_name, adapter) => {
  const { setup, sidOfWords, sidOfAny, unknownSids, refused, tooManyWords } = adapter;
  const { first: FROM, second: SECOND, pool: POOL } = adapter.ours;
  const order = (change: Partial<Parameters<TextProvider['send']>[0]> = {}) => ({
    to: NOBODY,
    sender: FROM,
    body: 'Hello, are you still looking?',
    messageId: MESSAGE_ID,
    validSeconds: 600,
    ...change,
  });
  let world: TextWorld;
  beforeEach(async () => {
    world = await setup();
  });
  afterEach(() => world.stop());
  const sent = () => world.sent();

  it('takes an order, and one text goes out', async () => {
    const answer = await world.provider.send(order());
    expect(answer).toMatchObject({ status: 'queued', segments: 1 });
    expect(answer.messageSid).toMatch(sidOfWords);
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
    expect(messageSid).toMatch(sidOfAny);
    expect(await world.pictures(messageSid)).toBe(1);
  });

  it.each([0, -5, 0.4, 1_000_000])(
    'keeps %d seconds of validity within what the carrier takes',
    async (validSeconds) => {
      await expect(world.provider.send(order({ validSeconds }))).resolves.toMatchObject({
        status: 'queued',
      });
    },
  );

  it.each(refused)('says provider_rejected of %s', async (_what, to, code) => {
    await expect(world.provider.send(order({ to }))).rejects.toMatchObject({
      code: 'provider_rejected',
      facts: { code },
    });
    expect(sent()).toEqual([]);
  });

  it('says provider_rejected of too many words', async () => {
    await expect(world.provider.send(order({ body: 'x'.repeat(1_601) }))).rejects.toMatchObject({
      code: 'provider_rejected',
      facts: { code: tooManyWords },
    });
  });

  it('says provider_unavailable when the carrier is too busy to take the order', async () => {
    world.fails.tooBusy();
    await expect(world.provider.send(order())).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(sent()).toEqual([]);
  });

  it.each([
    ['the answer is lost', 'answerLost'],
    ['the carrier breaks after taking the order', 'brokenAfterTaking'],
  ] as const)('says provider_unknown when %s, and asks no second time', async (_what, fault) => {
    world.fails[fault]();
    await expect(world.provider.send(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    expect(sent()).toHaveLength(1);
  });

  it('says provider_unknown when the provider is unreachable, or does not answer in time', async () => {
    const gone = await setup('nobody there');
    await expect(gone.provider.send(order())).rejects.toMatchObject({ code: 'provider_unknown' });
    await gone.stop();

    const slow = await setup('impatient');
    slow.fails.slow();
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

  const SOON = () => new Date(Date.now() + 60_000);
  const inbound = (senders: string[], since = LONG_AGO, until = SOON()) =>
    world.provider.listInbound({ senders, since, until });

  it('lists what people wrote to our numbers, the oldest first, and nothing that we wrote', async () => {
    const first = world.write(NOBODY, 'Yes, tell me more');
    await world.provider.send(order());
    const second = world.write(NOBODY, 'STOP');
    const { texts, isWhole } = await inbound([FROM]);
    expect(isWhole).toBe(true);
    expect(texts).toEqual([
      {
        messageSid: first,
        from: NOBODY,
        to: FROM,
        service: null,
        body: 'Yes, tell me more',
        mediaCount: 0,
        segments: 1,
        writtenAt: expect.any(Date),
      },
      expect.objectContaining({ messageSid: second, body: 'STOP' }),
    ]);
    const age = Date.now() - (texts[0]?.writtenAt.getTime() ?? 0);
    expect([age >= 0, age < 60_000]).toEqual([true, true]);
  });

  it('lists one number after another, a pool by its numbers, and none that is not asked for', async () => {
    const here = world.write(NOBODY, 'Here');
    const there = world.write(NOBODY, 'There', { to: SECOND });
    const sids = async (...senders: string[]) =>
      (await inbound(senders)).texts.map(({ messageSid }) => messageSid);
    expect(await sids(FROM)).toEqual([here]);
    expect(await sids(SECOND)).toEqual([there]);
    expect((await sids(FROM, SECOND, FROM)).sort()).toEqual([here, there].sort());
    expect((await sids(POOL, FROM)).sort()).toEqual([here, there].sort());
    expect(await sids('+12025550199', 'BANK')).toEqual([]);
    expect(await sids()).toEqual([]);
  });

  it('lists what was written between two moments', async () => {
    world.write(NOBODY, 'Now');
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    expect((await inbound([FROM], at(-1), at(1))).texts).toHaveLength(1);
    expect((await inbound([FROM], at(-30), at(-5))).texts).toEqual([]);
    expect((await inbound([FROM], at(5), at(30))).texts).toEqual([]);
  });

  it('lists more than fit on a page', async () => {
    const written = Array.from({ length: 1_005 }, (_, n) => world.write(NOBODY, `Text ${n}`));
    const { texts, isWhole } = await inbound([FROM]);
    expect(isWhole).toBe(true);
    expect(new Set(texts.map(({ messageSid }) => messageSid))).toEqual(new Set(written));
    expect(texts.slice(0, 2).map(({ body }) => body)).toEqual(['Text 0', 'Text 1']);
  });

  it('counts the pictures of a text, and shows them when asked', async () => {
    const sid = world.write(NOBODY, '', { photos: 2 });
    const { texts } = await inbound([FROM]);
    expect(texts).toMatchObject([{ messageSid: sid, body: '', mediaCount: 2 }]);
    const media = await world.provider.mediaOf(sid);
    expect(media.map(({ type }) => type)).toEqual(['image/png', 'image/png']);
    expect(await world.provider.mediaOf(unknownSids.pictures)).toEqual([]);
  });

  const NOW = new AbortController().signal;
  const pictureOf = async (sid: string) => (await world.provider.mediaOf(sid))[0]?.url ?? '';

  it('fetches a picture, which is missing before the carrier has it, and after it was removed', async () => {
    world.picturesLate(60_000);
    const url = await pictureOf(world.write(NOBODY, 'See', { photos: 1 }));
    expect(await world.media.fetch(url, NOW)).toEqual({ kind: 'missing' });
    world.picturesLate(0);
    const file = await world.media.fetch(url, NOW);
    expect(file.kind === 'file' && Buffer.from(file.bytes).toString('latin1', 1, 4)).toBe('PNG');
    await world.media.remove(url);
    expect(await world.media.fetch(url, NOW)).toEqual({ kind: 'missing' });
    await world.media.remove(url);
  });

  it('takes a picture from nowhere but the own account at the carrier', async () => {
    const url = await pictureOf(world.write(NOBODY, 'See', { photos: 1 }));
    const other = url.replace(/AC\w{32}/, `AC${'9'.repeat(32)}`);
    for (const address of [other, 'https://evil.example/picture', 'no address', '']) {
      expect(await world.media.fetch(address, NOW)).toMatchObject({ kind: 'refused' });
      await world.media.remove(address);
    }
    // Whatever host the address names, it is the carrier that is asked.
    const elsewhere = url.replace(/^https?:\/\/[^/]+/, 'https://evil.example');
    expect(await world.media.fetch(elsewhere, NOW)).toMatchObject({ kind: 'file' });
  });

  it('says provider_unavailable when a picture cannot be had, and why it sends none to somebody', async () => {
    const url = await pictureOf(world.write(NOBODY, 'See', { photos: 1 }));
    const gone = await setup('nobody there');
    await expect(gone.media.fetch(url, NOW)).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    await expect(gone.media.remove(url)).rejects.toMatchObject({ code: 'provider_unavailable' });
    await gone.stop();
    const { yes, no } = adapter.takesPictures;
    expect(world.media.sendFault({ to: yes, sender: FROM })).toBeNull();
    expect(world.media.sendFault({ to: no, sender: FROM })).toMatch(/only to/);
  });

  it('says provider_unknown when the list cannot be had', async () => {
    const gone = await setup('nobody there');
    const asked = { senders: [FROM], since: LONG_AGO, until: SOON() };
    await expect(gone.provider.listInbound(asked)).rejects.toMatchObject({
      code: 'provider_unknown',
    });
    await expect(gone.provider.mediaOf(unknownSids.pictures)).rejects.toMatchObject({
      code: 'provider_unknown',
    });
    await gone.stop();
  });

  it('tells where a text stands, and of a stranger nothing', async () => {
    const { messageSid } = await world.provider.send(order());
    const text = await world.provider.fetch(messageSid);
    expect(text).toMatchObject({ messageSid, direction: 'outbound', errorCode: null });
    expect(['queued', 'sent', 'delivered']).toContain(text?.status);
    expect(await world.provider.fetch(unknownSids.words)).toBeNull();
  });

  it('says provider_rejected when the account is refused', async () => {
    const stranger = await setup('wrong account');
    await expect(stranger.provider.send(order())).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    await stranger.stop();
  });
});
