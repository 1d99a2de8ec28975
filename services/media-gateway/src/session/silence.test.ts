import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openedSession } from '../testing/rows.ts';
import { startWorld } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof startWorld>>;

const worlds: World[] = [];

async function setup(options: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld(options);
  worlds.push(world);
  return world;
}

/** A call whose model has been asked for its first words. */
async function setupCall(
  options: Parameters<typeof startWorld>[0] = {},
  carrierOptions: Parameters<World['carrier']>[0] = {},
) {
  const world = await setup(options);
  const carrier = world.carrier(carrierOptions);
  await carrier.begin();
  await world.model.received.one(({ type }) => type === 'response.create');
  return { ...world, carrier, another: world.carrier };
}

const saved = (world: Pick<World, 'done'>, content: string) =>
  world.done.one((entry) => entry.saved?.includes(content));

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

describe('silence that is ours', () => {
  const apology = async (world: World, reason: string) => {
    expect(await world.done.one(({ wrapUp }) => wrapUp)).toEqual({ wrapUp: 'apology', reason });
    expect(await world.done.one(({ heard }) => heard?.over)).toMatchObject({
      heard: { agent_ms: 0, reason, over: true, enough: false },
    });
    // The stream closes and the carrier asks what comes next: no lead is hung up on.
    expect(world.done.all.filter(({ hungUp }) => hungUp)).toEqual([]);
  };

  it('is broken by a tone while the model takes its time, and ends with an apology of the carrier', async () => {
    const world = await setup({ timing: { fillerMs: 50, giveUpMs: 400 } });
    const carrier = world.carrier();
    await carrier.begin();
    const { media } = await carrier.got.one(({ event }) => event === 'media');
    expect(Buffer.from(media.payload, 'base64').length).toBe(240 * 8);
    await apology(world, 'model_silent');
    expect(await carrier.closed).toBe('model_silent');
    expect(await world.done.one(({ modelFailed }) => modelFailed)).toEqual({
      modelFailed: 'model_silent',
    });
  });

  it('does not last where no model can be reached: the carrier apologises at once', async () => {
    const world = await setup();
    world.model.refuse();
    const carrier = world.carrier();
    await carrier.begin();
    await apology(world, 'model_unreachable');
    expect(await carrier.closed).toBe('model_unreachable');
  });

  it('does not delay the reply: the rest of the tone is dropped when it comes', async () => {
    const world = await setupCall({ timing: { fillerMs: 50 } });
    await world.carrier.got.one(({ event }) => event === 'media');
    world.model.say('a1', 'Hello Dana.');
    await world.carrier.got.one(({ event }) => event === 'clear');
    await saved(world, 'Hello Dana.');
  });

  it('is not ours while the lead thinks', async () => {
    const world = await setupCall({ timing: { fillerMs: 50 } });
    world.model.say('a1', 'Hello Dana.');
    await saved(world, 'Hello Dana.');
    const frames = () => world.carrier.got.all.filter(({ event }) => event === 'media').length;
    const before = frames();
    world.carrier.press('5');
    // The lead waits for an answer to a key: from here on the silence is ours again.
    await world.model.received.one(({ item }) => item?.content?.[0]?.text.includes('the key 5'));
    expect(frames()).toBe(before);
  });

  it('is reported with what was heard, as soon as the lead has heard us', async () => {
    const world = await setupCall();
    world.model.say('a1', 'x'.repeat(60));
    const { heard } = await world.done.one((entry) => entry.heard?.enough);
    expect(heard).toMatchObject({ over: false, reason: null, stream: 1 });
    world.carrier.hangUp();
    const last = await world.done.one((entry) => entry.heard?.over);
    expect(last.heard).toMatchObject({ enough: true, reason: null });
  });

  it('is broken as well while the database opens the session', async () => {
    const world = await setup({ timing: { fillerMs: 30 }, openMs: 200 });
    const carrier = world.carrier();
    await carrier.begin();
    await carrier.got.one(({ event }) => event === 'media');
    expect(world.model.received.all).toEqual([]);
    await world.model.received.one(({ type }) => type === 'response.create');
  });
});

describe('a carrier that no api answers', () => {
  const ask = (world: World, path: string, form: Record<string, string>, signed = true) => {
    const url = `http://127.0.0.1:${world.port}${path}`;
    const data = Object.keys(form)
      .sort()
      .reduce((text, name) => `${text}${name}${form[name]}`, url);
    const signature = createHmac('sha1', 'secret').update(data).digest('base64');
    return fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signed ? signature : 'none' },
      body: new URLSearchParams(form),
    });
  };
  const form = { CallSid: 'CA1', ErrorUrl: 'https://api.example/voice?call=1' };

  it('is answered with a wait and another request to the api, and in the end with an apology', async () => {
    const world = await setup();
    const answers = [];
    for (let n = 0; n < 6; n += 1) {
      answers.push(await (await ask(world, '/voice-fallback', form)).text());
    }
    for (const text of answers.slice(0, 5)) {
      expect(text).toContain('One moment, please.');
      expect(text).toContain('<Redirect method="POST">https://api.example/voice?call=1</Redirect>');
    }
    expect(answers[5]).toContain('I am sorry, we have a technical problem');
  });

  it('is answered only if its signature is the carrier’s', async () => {
    const world = await setup();
    expect((await ask(world, '/voice-fallback', form, false)).status).toBe(403);
  });
});

describe('a lead that comes back from a failed transfer', () => {
  const back = { ...openedSession().call, transfer_result: 'busy' };
  const turns = [{ seq: 1, role: 'assistant' as const, content: 'One moment.' }];

  it('gets the agent, which knows the conversation so far, apologises and offers a callback', async () => {
    const world = await setupCall({ session: { call: back, turns } });
    const sent = await world.model.received.one(({ item }) =>
      item?.content?.[0]?.text.includes('Nobody could take the call'),
    );
    expect(sent.item.content[0].text).toContain('request_callback');
    expect(
      world.model.received.all.some(({ item }) => item?.content?.[0]?.text === 'One moment.'),
    ).toBe(true);
  });

  it('is not transferred again', async () => {
    const { model, done } = await setupCall({ session: { call: back, turns } });
    model.use('request_human', { reason: 'again' });
    const { item } = await model.received.one(
      (event) => event.item?.call_id === 'call_request_human',
    );
    expect(JSON.parse(item.output)).toMatchObject({ ok: false });
    expect(done.all.filter(({ wrapUp }) => wrapUp === 'human')).toEqual([]);
  });
});
