import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { startReceiver } from '../../testing/webhook-receiver.ts';
import { createCheckTarget } from './guarded-lookup.ts';
import { createSendWebhook } from './send-webhook.ts';

const SECRET = `whsec_${Buffer.from('a key of thirty-two bytes length').toString('base64')}`;

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterEach(() => {
  receiver.received.splice(0);
  receiver.answers.splice(0);
});
afterAll(() => receiver.stop());

const home = createSendWebhook({ allowPrivate: true, timeoutMs: 2_000 });
afterAll(() => home.close());

const message = (url: string) => ({
  id: '6f2c8f5e-5f0a-4b52-9f3e-2f9f3f0c1a11',
  url,
  secret: SECRET,
  at: new Date(),
  body: JSON.stringify({ type: 'conversation.needs_person', data: { lead_id: 7 } }),
});
const { signal } = new AbortController();

describe('a message to the operator’s own program', () => {
  it('is signed so that the library of the standard accepts it, and no other body', async () => {
    const sent = message(receiver.url);
    expect(await home(sent, { signal })).toEqual({ kind: 'answered', status: 204, askedMs: null });
    const [got] = receiver.received;
    expect(got?.headers['webhook-id']).toBe(sent.id);
    expect(new Webhook(SECRET).verify(got?.body ?? '', got?.headers ?? {})).toEqual(
      JSON.parse(sent.body),
    );
    expect(() => new Webhook(SECRET).verify(`${got?.body} `, got?.headers ?? {})).toThrow();
    const other = `whsec_${Buffer.from('another key of the same length!!').toString('base64')}`;
    expect(() => new Webhook(other).verify(got?.body ?? '', got?.headers ?? {})).toThrow();
  });

  it('does not follow a redirect', async () => {
    const elsewhere = { location: `${receiver.url}/elsewhere` };
    receiver.answers.push({ status: 307, headers: elsewhere });
    expect(await home(message(receiver.url), { signal })).toMatchObject({ status: 307 });
    expect(receiver.received).toHaveLength(1);
  });

  it('heeds the pause that a receiver asks for', async () => {
    receiver.answers.push({ status: 429, headers: { 'retry-after': '90' } });
    expect(await home(message(receiver.url), { signal })).toEqual({
      kind: 'answered',
      status: 429,
      askedMs: 90_000,
    });
  });

  it('says so where nobody listens', async () => {
    const gone = await startReceiver();
    await gone.stop();
    expect(await home(message(gone.url), { signal })).toEqual({
      kind: 'no_answer',
      reason: 'ECONNREFUSED',
    });
  });
});

describe('a name that leads into a private network', () => {
  const at =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it.each([
    ['127.0.0.1'],
    ['10.0.0.5'],
    ['169.254.169.254'],
    ['100.64.1.1'],
    ['::1'],
    ['fd00::5'],
    ['::ffff:127.0.0.1'],
    ['8.8.8.8', '192.168.0.1'],
  ])('is not connected to: %s', async (...addresses) => {
    const send = createSendWebhook({ allowPrivate: false, resolve: at(...addresses) });
    const url = `https://hooks.example.com:${receiver.port}/in`;
    expect(await send(message(url), { signal })).toEqual({
      kind: 'refused',
      reason: 'It leads into a private network.',
    });
    await send.close();
    expect(receiver.received).toEqual([]);
  });

  it('gains nothing by having led elsewhere when it was entered', async () => {
    const answers = [at('93.184.215.14'), at('127.0.0.1')];
    const rebinding = (name: string) => {
      const next = answers.shift();
      if (!next) throw new Error(`nobody asks for ${name} a third time`);
      return next();
    };
    const url = `https://rebind.example.com:${receiver.port}/in`;
    expect(await createCheckTarget({ allowPrivate: false }, rebinding)(url)).toBeNull();
    const send = createSendWebhook({ allowPrivate: false, resolve: rebinding });
    expect(await send(message(url), { signal })).toMatchObject({ kind: 'refused' });
    await send.close();
    expect(receiver.received).toEqual([]);
  });

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'http://8.8.8.8/'])(
    'is refused as an address, too: %s',
    async (url) => {
      const send = createSendWebhook({ allowPrivate: false });
      expect(await send(message(url), { signal })).toMatchObject({ kind: 'refused' });
      await send.close();
    },
  );

  it('cannot be entered', async () => {
    const check = createCheckTarget({ allowPrivate: false }, at('8.8.8.8', '10.1.1.1'));
    expect(await check('https://hooks.example.com/')).toBe('It leads into a private network.');
  });

  it('cannot be entered either if nobody knows the name', async () => {
    const check = createCheckTarget({ allowPrivate: false }, async () => {
      throw new Error('ENOTFOUND');
    });
    expect(await check('https://hooks.example.com/')).toBe('Its name cannot be looked up.');
  });
});
