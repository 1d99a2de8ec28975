import { afterEach, describe, expect, it } from '@jest/globals';
import { AGENT, openedSession } from './testing/rows.ts';
import { startWorld } from './testing/world.ts';

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

describe('who may open a stream', () => {
  it('needs the signature of the carrier over our address', async () => {
    const world = await setup();
    const carrier = world.carrier({ signedFor: 'ws://elsewhere/media-stream' });
    expect(await carrier.refused).toBe(403);
  });

  it.each([
    ['a token that we did not issue', { token: 'guessed' }, 'token'],
    ['another account', { start: { accountSid: `AC${'b'.repeat(32)}` } }, 'account'],
    [
      'another call than the token is for',
      { start: { customParameters: { token: 'good', call_id: 'other' } } },
      'call',
    ],
    [
      'an audio format we do not support',
      { start: { mediaFormat: { encoding: 'audio/x-l16', sampleRate: 16000, channels: 1 } } },
      'format',
    ],
  ])('is not granted with %s', async (_name, options, reason) => {
    const world = await setup();
    const carrier = world.carrier(options);
    await carrier.begin();
    expect(await carrier.closed).toBe(reason);
  });

  it('spends the token: a second stream with the same one is refused', async () => {
    const world = await setupCall();
    const second = world.another();
    await second.begin();
    expect(await second.closed).toBe('token');
  });

  it.each([
    [
      'media before start',
      (): string => '{"event":"media","media":{"payload":"","timestamp":"0"}}',
      'before_start',
    ],
    ['what is not JSON', () => 'hello', 'not_understood'],
    ['a binary frame', () => Buffer.from([1, 2, 3]), 'not_understood'],
  ])('is refused after %s', async (_name, message, reason) => {
    const world = await setup();
    const carrier = world.carrier();
    await carrier.opened;
    carrier.raw(message());
    expect(await carrier.closed).toBe(reason);
  });

  it('ends only the call that the carrier starts twice', async () => {
    const { carrier, done } = await setupCall();
    carrier.send({ event: 'start', start: { accountSid: '', streamSid: '', callSid: '' } });
    expect(await carrier.closed).toBe('protocol');
    expect(await done.one(({ closed }) => closed)).toEqual({ closed: 'CA1' });
  });
});

/** A lead who says hello while the session is still being opened. */
async function setupHello() {
  const agent = { ...AGENT, greeting: 'Hello Dana.' };
  const world = await setup({ openMs: 200, session: { agent } });
  const carrier = world.carrier();
  await carrier.begin();
  for (let sent = 0; sent < 10; sent += 1) carrier.frame();
  return { world, carrier };
}

describe('a conversation', () => {
  it('begins with a session for telephone audio, and with the words of the agent', async () => {
    const { model } = await setupCall();
    const [{ session }] = model.received.all;
    expect(session.audio.input.format).toEqual({ type: 'audio/pcmu' });
    expect(session.audio.output).toEqual({ format: { type: 'audio/pcmu' }, voice: 'marin' });
    expect(session.instructions).toContain('Business: Example Motors\nLead name: Dana\n');
    expect(session.tools.map(({ name }: { name: string }) => name)).toContain('mark_do_not_call');
  });

  it('passes the lead’s audio to the model, with gaps filled by silence', async () => {
    const { model, carrier } = await setupCall();
    carrier.frame();
    carrier.frame(500);
    await model.received.one(() => appended().length === 3);
    function appended() {
      return model.received.all.filter(({ type }) => type === 'input_audio_buffer.append');
    }
    const lengths = appended().map(({ audio }) => Buffer.from(audio, 'base64').length / 8);
    expect(lengths).toEqual([20, 480, 20]);
  });

  it('passes the model’s audio to the lead, and stores both in the order in which they spoke', async () => {
    const world = await setupCall();
    const { model, carrier } = world;
    model.say('a1', 'Hello Dana.');
    expect((await carrier.got.one(({ event }) => event === 'media')).streamSid).toBe('MZ1');
    await saved(world, 'Hello Dana.');
    model.hear('u1', 'a1');
    model.say('a2', 'Great.', 'u1');
    await saved(world, 'Great.');
    model.understand('u1', 'Yes, hello?');
    await saved(world, 'Yes, hello?');
    expect(world.stored()).toEqual(['agent: Hello Dana.', 'lead: Yes, hello?', 'agent: Great.']);
  });

  it('stores only what was heard when the lead interrupts, and truncates the rest at the model', async () => {
    const world = await setupCall({}, { plays: false });
    const { model, carrier } = world;
    const text = 'You can also see www.example-appointments-online-booking.com at any time.';
    model.begin('a1');
    model.sound('a1', text.slice(0, 25));
    const { mark } = await carrier.got.one(({ event }) => event === 'mark');
    carrier.mark(mark.name);
    model.sound('a1', text.slice(25));
    model.finish('a1', text);
    model.hear('u1', 'a1');
    const cut = await model.received.one(({ type }) => type === 'conversation.item.truncate');
    expect(cut).toMatchObject({ item_id: 'a1', content_index: 0 });
    expect(cut.audio_end_ms).toBeLessThan(text.length * 20);
    expect(await carrier.got.one(({ event }) => event === 'clear')).toMatchObject({
      streamSid: 'MZ1',
    });
    await saved(world, 'You can also see');
    expect(world.stored()).toEqual(['agent: You can also see']);
  });

  it('logs a trace that can be followed by call, in ids and counts', async () => {
    const lines: string[] = [];
    const world = await setupCall({ lines }, { plays: false });
    const { model, carrier } = world;
    carrier.frame();
    model.begin('a1');
    model.sound('a1', 'Hello, how are you today?');
    await carrier.got.one(({ event }) => event === 'mark');
    model.hear('u1', 'a1');
    await carrier.got.one(({ event }) => event === 'clear');
    carrier.hangUp();
    await world.done.one(({ closed }) => closed);
    const logged = lines.map((line) => JSON.parse(line));
    const ofCall = logged.filter(({ callId }) => callId === openedSession().call.id);
    expect(ofCall.map(({ msg }) => msg)).toEqual([
      'media session started',
      'voice model connected',
      'first audio from the lead',
      'first audio from the agent',
      'the lead spoke over the agent',
      'media session ended',
    ]);
    expect(ofCall.at(-1)).toMatchObject({
      framesIn: 1,
      framesOut: expect.any(Number),
      bargeIns: 1,
      ms: expect.any(Number),
      reason: expect.any(String),
    });
    expect(lines.join('')).not.toMatch(/how are you|Dana|2125550100/);
  });

  it('waits for the last words of a lead who has hung up', async () => {
    const world = await setupCall({ timing: { lingerMs: 60_000 } });
    world.model.hear('u1');
    world.carrier.hangUp();
    await world.carrier.closed;
    world.model.understand('u1', 'Thanks, bye.');
    await world.done.one(({ closed }) => closed);
    expect(world.stored()).toEqual(['lead: Thanks, bye.']);
  });

  it('passes on the audio of a lead who spoke and hung up while the session was being opened', async () => {
    const world = await setup({ openMs: 300, timing: { lingerMs: 5_000 } });
    const carrier = world.carrier();
    await carrier.begin();
    for (let sent = 0; sent < 150; sent += 1) carrier.frame();
    carrier.hangUp();
    const appended = () =>
      world.model.received.all.filter(({ type }) => type === 'input_audio_buffer.append');
    // All of it, and the silence that ends a sentence.
    await world.model.received.one(() => appended().length === 151);
    world.model.hear('u1');
    world.model.understand('u1', 'Never call me again.');
    await world.done.one(({ closed }) => closed);
    expect(world.stored()).toEqual(['lead: Never call me again.']);
    expect(world.done.all.some(({ heard }) => heard?.over)).toBe(true);
  });

  it('answers a lead who said hello before the model listened with the first words', async () => {
    const { world, carrier } = await setupHello();
    const appended = () =>
      world.model.received.all.filter(({ type }) => type === 'input_audio_buffer.append');
    await world.model.received.one(() => appended().length === 10);
    const order = world.model.received.all.map(({ type }) => type);
    expect(order.slice(1, 3)).toEqual(['conversation.item.create', 'input_audio_buffer.append']);
    world.model.hear('u1', 'put_2');
    world.model.say('a1', 'Hello Dana.', 'u1');
    world.model.understand('u1', 'Hello?');
    await saved(world, 'Hello Dana.');
    await saved(world, 'Hello?');
    carrier.hangUp();
    await world.done.one(({ closed }) => closed);
    expect(world.stored()).toEqual(['lead: Hello?', 'agent: Hello Dana.']);
    // The model answers what it heard by itself; asked besides, it would greet twice.
    expect(world.model.received.all.filter(({ type }) => type === 'response.create')).toEqual([]);
  });

  it('asks for the first words where the model finds no speech in the earlier audio', async () => {
    const { world } = await setupHello();
    await world.model.received.one(({ type }) => type === 'response.create');
    const notes = world.model.received.all.filter(
      ({ type }) => type === 'conversation.item.create',
    );
    expect(notes).toHaveLength(1);
  });

  it('goes on, with the words so far, when the model is lost', async () => {
    const world = await setupCall();
    const { model } = world;
    model.say('a1', 'Hello Dana.');
    await saved(world, 'Hello Dana.');
    model.breakOff();
    const again = await model.received.one(({ item }) => item?.role === 'assistant');
    expect(again.item.content).toEqual([{ type: 'output_text', text: 'Hello Dana.' }]);
  });

  it('ends when the model is lost again at once', async () => {
    const world = await setupCall();
    world.model.refuse();
    world.model.breakOff();
    const { reason } = await world.done.one(({ wrapUp }) => wrapUp === 'apology');
    expect(reason).toMatch(/^model_/);
    expect(await world.carrier.closed).toBe(reason);
  });

  it('goes on after a gateway crashed: earlier turns are known, and sequence numbers continue', async () => {
    const turns = [{ seq: 7, role: 'assistant' as const, content: 'Hello Dana.' }];
    const world = await setupCall({ session: { turns } });
    const sent = await world.model.received.one(({ item }) => item?.role === 'assistant');
    expect(sent.item.content[0].text).toBe('Hello Dana.');
    world.model.say('a1', 'Sorry, the line was cut.');
    await saved(world, 'Sorry, the line was cut.');
  });

  it('moves to the new stream when the carrier opens one for the same call', async () => {
    const world = await setupCall();
    world.model.say('a1', 'Hello Dana.');
    await saved(world, 'Hello Dana.');
    const second = world.another({ token: 'second' });
    await second.begin();
    const sent = await world.model.received.one(({ item }) => item?.role === 'assistant');
    expect(sent.item.content[0].text).toBe('Hello Dana.');
    expect(await world.carrier.closed).toBe('replaced');
  });
});

describe('tools', () => {
  it('are used once, however often the model reports the call', async () => {
    const { model, done, tools, signals } = await setupCall();
    const args = { starts_at_local: soon(), words: 'at ten' };
    model.use('book_appointment', args, 'call_1');
    model.use('book_appointment', args, 'call_1');
    const { item } = await model.received.one((event) => event.item?.call_id === 'call_1');
    expect(JSON.parse(item.output)).toMatchObject({ ok: true });
    model.use('request_callback', { when_local: null, words: 'later' }, 'call_2');
    await model.received.one((event) => event.item?.call_id === 'call_2');
    expect(done.all.filter(({ booked }) => booked)).toHaveLength(1);
    // Those who watch are told of it, and the call keeps what was used.
    expect(tools).toEqual([
      { name: 'book_appointment', isDone: true },
      { name: 'request_callback', isDone: true },
    ]);
    await signals.one((one) => 'tool' in one && one.tool?.name === 'request_callback');
  });

  it('explain invalid arguments to the model in words', async () => {
    const { model } = await setupCall();
    model.use('book_appointment', { starts_at_local: '2020-01-01T10:00', words: 'then' }, 'past');
    model.use('book_appointment', { words: 5 }, 'shape');
    model.use('order_pizza', {}, 'unknown');
    const outputs = [];
    for (const id of ['past', 'shape', 'unknown']) {
      const { item } = await model.received.one((event) => event.item?.call_id === id);
      outputs.push(JSON.parse(item.output));
    }
    expect(outputs.map(({ ok }) => ok)).toEqual([false, false, false]);
  });

  it('hang up after the goodbye has been heard', async () => {
    const world = await setupCall({}, { plays: false });
    const end = {
      type: 'function_call',
      call_id: 'c',
      name: 'end_call',
      arguments: '{"reason":"over"}',
    };
    world.model.say('a1', 'Goodbye.', null, [end]);
    await world.model.received.one(({ item }) => item?.call_id === 'c');
    const { mark } = await world.carrier.got.one(({ event }) => event === 'mark');
    expect(world.done.all.filter(({ hungUp }) => hungUp)).toEqual([]);
    world.carrier.mark(mark.name);
    expect(await world.done.one(({ hungUp }) => hungUp)).toEqual({ hungUp: 'CA1' });
    expect(await world.carrier.closed).toBe('over');
    await saved(world, 'Goodbye.');
  });

  it('transfer the lead: the stream closes and the carrier asks what comes next', async () => {
    const { model, done, carrier } = await setupCall();
    model.use('request_human', { reason: 'wants a person' });
    await model.received.one(({ item }) => item?.call_id === 'call_request_human');
    model.say('a1', 'One moment.');
    await carrier.closed;
    expect(await done.one(({ wrapUp }) => wrapUp)).toEqual({
      wrapUp: 'human',
      reason: 'wants a person',
    });
    await done.one(({ closed }) => closed);
    expect(done.all.filter(({ hungUp }) => hungUp)).toEqual([]);
  });

  it('do not promise a person where no human agent can take the call', async () => {
    const session = { agent: { ...AGENT, transfer_number: null } };
    const { model } = await setupCall({ session });
    model.use('request_human', { reason: 'wants a person' });
    const { item } = await model.received.one(
      (event) => event.item?.call_id === 'call_request_human',
    );
    expect(JSON.parse(item.output).ok).toBe(false);
  });
});

describe('a refusal', () => {
  const suppressed = (world: Pick<World, 'done'>) => world.done.one((entry) => entry.suppressed);

  it('is recorded as soon as the model marks it, and the call ends after the goodbye', async () => {
    const world = await setupCall();
    world.model.use('mark_do_not_call', { words: 'never again' });
    expect((await suppressed(world)).suppressed).toMatchObject({
      phone: '+12125550100',
      scope: 'all',
      source: 'spoken',
      words: 'never again',
    });
    await world.model.received.one(({ item }) => item?.call_id === 'call_mark_do_not_call');
    world.model.say('a1', 'I am sorry. Goodbye.');
    expect(await world.carrier.closed).toBe('opted_out');
  });

  it('counts by its words alone when the model does not act on it', async () => {
    const world = await setupCall();
    world.model.hear('u1');
    world.model.begin('a1', 'u1');
    world.model.understand('u1', "Please don't call me again.");
    expect((await suppressed(world)).suppressed.source).toBe('spoken');
    world.model.finish('a1', '');
    await world.model.received.one(({ item }) => item?.content?.[0]?.text.includes('Apologise'));
    world.model.say('a2', 'I am sorry. Goodbye.');
    expect(await world.carrier.closed).toBe('opted_out');
    expect(world.done.all.filter((entry) => entry.suppressed)).toHaveLength(1);
  });

  it('by key 9 hangs up', async () => {
    const world = await setupCall();
    world.carrier.press('9');
    expect((await suppressed(world)).suppressed.source).toBe('keypad');
    expect(await world.done.one(({ hungUp }) => hungUp)).toEqual({ hungUp: 'CA1' });
  });

  it('survives an outage of the database that outlasts the process', async () => {
    const world = await setupCall();
    world.database.away = true;
    world.carrier.press('9');
    await world.carrier.closed;
    await world.stop();
    const next = await setup({ spoolDir: world.spoolDir });
    expect((await suppressed(next)).suppressed.phone).toBe('+12125550100');
  });
});

describe('an outage of the database', () => {
  it('loses no word of a call and does not delay it', async () => {
    const world = await setupCall();
    world.database.away = true;
    world.model.hear('u1');
    world.model.understand('u1', 'Yes?');
    world.model.say('a1', 'Great.', 'u1');
    await world.carrier.got.one(({ event }) => event === 'media');
    world.database.away = false;
    await saved(world, 'Great.');
    expect(world.stored()).toEqual(['lead: Yes?', 'agent: Great.']);
  });

  it('lets the next process write the words if it lasts', async () => {
    const world = await setupCall();
    world.database.away = true;
    world.model.hear('u1');
    world.model.understand('u1', 'Yes?');
    world.model.begin('a1', 'u1');
    world.model.sound('a1', '…');
    await world.carrier.got.one(({ event }) => event === 'media');
    await world.stop();
    const next = await setup({ spoolDir: world.spoolDir });
    await next.done.one((entry) => entry.saved);
    expect(next.stored()).toEqual(['lead: Yes?']);
  });
});

describe('the health of a gateway', () => {
  it('is reported in full on its own machine; other callers get only whether it works', async () => {
    const world = await setupCall();
    const ask = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`http://127.0.0.1:${world.port}${path}`, { headers });
      return [answer.status, await answer.text()] as const;
    };
    const stranger = { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer made-up' };
    expect(await ask('/readyz')).toEqual([200, '{"ready":true,"checks":{"taking":"ok"}}\n']);
    expect(await ask('/readyz', stranger)).toEqual([200, '{"ready":true}\n']);
    expect((await ask('/metrics'))[1]).toContain('ringback_media');
    expect(await ask('/metrics', stranger)).toEqual([401, '']);
    world.carrier.hangUp();
    await world.carrier.closed;
  });
});

describe('a gateway that shuts down', () => {
  it('takes no new call, and lets the running one come to its end', async () => {
    const world = await setupCall({ drainMs: 60_000 });
    const gone = world.drain();
    expect(await world.another({ token: 'second' }).refused).toBe(503);
    const health = await fetch(`http://127.0.0.1:${world.port}/readyz`);
    expect(health.status).toBe(503);
    world.model.say('a1', 'Still here.');
    await saved(world, 'Still here.');
    world.carrier.hangUp();
    await gone;
    expect(await world.carrier.closed).toBe('stopped');
  });

  it('says goodbye when the drain takes too long', async () => {
    const world = await setupCall({ drainMs: 1 });
    const gone = world.drain();
    await world.model.received.one(({ item }) =>
      item?.content?.[0]?.text.includes('has to end now'),
    );
    world.model.say('a1', 'Sorry, goodbye.');
    await gone;
    expect(await world.carrier.closed).toBe('shutdown');
  });
});

function soon(): string {
  return `${new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)}T10:00`;
}
