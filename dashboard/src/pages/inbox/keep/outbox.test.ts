import { describe, expect, it } from '@jest/globals';
import { ApiError, OfflineError } from '../../../api/api-error.ts';
import { memoryKeep } from './keep.ts';
import { createOutbox } from './outbox.ts';
import { type Outgoing, onReturn, type Writer } from './outgoing.ts';

type Text = Parameters<typeof onReturn>[1][number];
const lead = (seq: number): Text => ({
  seq,
  client_message_id: null,
  author: 'lead',
  sent_by: null,
});
const human = (seq: number, sent_by: string, id: string | null = null): Text => ({
  seq,
  client_message_id: id,
  author: 'human',
  sent_by,
});
const written = (id: string, after_seq = 4): Omit<Outgoing, 'state' | 'why'> => ({
  id,
  conversation_id: 'c1',
  body: `words of ${id}`,
  media: [],
  written_at: `2026-12-01T10:00:0${id.length}Z`,
  after_seq,
});

function setup({ keep = memoryKeep<Outgoing>() } = {}) {
  const world = {
    keep,
    fails: null as Error | null,
    texts: [] as Text[],
    sent: [] as string[],
    back: [] as [string, Writer][],
  };
  const outbox = createOutbox({
    keep,
    me: 'dana',
    async send({ id, body }) {
      if (world.fails) throw world.fails;
      world.sent.push(id);
      expect(body).not.toBe('');
    },
    readTexts: async () => {
      if (world.fails instanceof OfflineError) throw world.fails;
      return world.texts;
    },
    putBack: (outgoing, because) => void world.back.push([outgoing.id, because]),
  });
  return { world, outbox };
}

describe('the outbox', () => {
  it('forgets a text that has arrived', async () => {
    const { world, outbox } = setup();
    await outbox.add(written('a'));
    expect(world.sent).toEqual(['a']);
    expect(outbox.all()).toEqual([]);
    expect(await world.keep.all()).toEqual([]);
  });

  it('gives a refused text back with the reason, and sends it again when asked', async () => {
    const { world, outbox } = setup();
    world.fails = new ApiError(422, { detail: 'on the do-not-contact list' });
    await outbox.add(written('a'));
    expect(outbox.all()).toMatchObject([{ state: 'refused', why: 'on the do-not-contact list' }]);
    world.fails = null;
    await outbox.again('a');
    expect(outbox.all()).toEqual([]);
  });

  it.each([401, 429, 503])('keeps a text when the server answers %i', async (status) => {
    const { world, outbox } = setup();
    world.fails = new ApiError(status, {});
    await outbox.add(written('a'));
    expect(outbox.all()).toMatchObject([{ id: 'a', state: 'kept' }]);
  });

  it('keeps texts while the server is away, and sends each once, in order, when it is back', async () => {
    const { world, outbox } = setup();
    world.fails = new OfflineError('away');
    await Promise.all([outbox.add(written('a')), outbox.add(written('bb'))]);
    await outbox.flush();
    expect(outbox.all().map(({ state }) => state)).toEqual(['kept', 'kept']);
    world.fails = null;
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(world.sent).toEqual(['a', 'bb']);
  });

  it('does not send what the server took although its answer was lost', async () => {
    const { world, outbox } = setup();
    world.fails = new OfflineError('lost');
    await outbox.add(written('a'));
    world.fails = null;
    world.texts = [human(5, 'dana', 'a')];
    await outbox.flush();
    expect(world.sent).toEqual([]);
    expect(outbox.all()).toEqual([]);
  });

  it('puts texts back when the lead has written meanwhile', async () => {
    const { world, outbox } = setup();
    world.fails = new OfflineError('away');
    await outbox.add(written('a'));
    await outbox.add(written('bb'));
    world.fails = null;
    world.texts = [lead(5)];
    await outbox.flush();
    expect(world.sent).toEqual([]);
    expect(world.back).toEqual([
      ['a', { who: 'lead' }],
      ['bb', { who: 'lead' }],
    ]);
    expect(await world.keep.all()).toEqual([]);
  });

  it('goes on after a reload with what was on its way', async () => {
    const first = setup();
    await first.world.keep.put('a', { ...written('a'), state: 'sending', why: null });
    const { world, outbox } = setup({ keep: first.world.keep });
    await outbox.load();
    expect(outbox.all()).toMatchObject([{ id: 'a', state: 'kept' }]);
    await outbox.flush();
    expect(world.sent).toEqual(['a']);
  });
});

describe('a kept text, when the server is back', () => {
  const me = { me: 'dana', mine: new Set(['b']) };
  const text = { id: 'a', after_seq: 4 };

  it.each<[string, Text[], ReturnType<typeof onReturn>]>([
    ['nothing was said', [lead(4)], { do: 'send' }],
    ['it is there', [lead(5), human(6, 'dana', 'a')], { do: 'nothing' }],
    ['the lead wrote', [lead(5)], { do: 'put_back', because: { who: 'lead' } }],
    [
      'a colleague wrote',
      [human(5, 'marcus')],
      { do: 'put_back', because: { who: 'colleague', id: 'marcus' } },
    ],
    ['I wrote from another tab', [human(5, 'dana')], { do: 'send' }],
    ['my text before it has arrived', [human(5, 'key', 'b')], { do: 'send' }],
  ])('if %s', (_, texts, expected) => {
    expect(onReturn(text, texts, me)).toEqual(expected);
  });
});
