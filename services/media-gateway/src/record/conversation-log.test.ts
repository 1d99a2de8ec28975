import { describe, expect, it } from '@jest/globals';
import type { Heard } from '../audio/turn-taking.ts';
import { createConversationLog } from './conversation-log.ts';

const AT = new Date('2026-11-20T12:00:00Z');
const ALL: Heard = { audioMs: 1_000, heardMs: 1_000, settled: true, growing: false };
const all = () => ALL;
const short = (turns: { seq: number; content: string }[]) =>
  turns.map(({ seq, content }) => `${seq} ${content}`);

describe('the record of a conversation', () => {
  it('keeps the place of words that arrive after the reply to them', () => {
    const log = createConversationLog(1);
    log.place('greeting', 'assistant', null, AT);
    log.say('greeting', 'assistant', 'Hello.', true, AT);
    log.place('answer', 'user', 'greeting', AT);
    log.place('reply', 'assistant', null, AT);
    log.say('reply', 'assistant', 'Great.', true, AT);
    expect(short(log.due(all, false))).toEqual(['1 Hello.', '3 Great.']);
    log.say('answer', 'user', 'Yes please.', true, AT);
    expect(short(log.due(all, false))).toEqual(['2 Yes please.']);
  });

  it('follows the place that the model names, not the order of the events', () => {
    const log = createConversationLog(1);
    log.place('a', 'assistant', null, AT);
    log.place('c', 'assistant', null, AT);
    log.place('b', 'user', 'a', AT);
    for (const id of ['a', 'c']) log.say(id, 'assistant', id, true, AT);
    log.say('b', 'user', 'b', true, AT);
    expect(short(log.due(all, false))).toEqual(['1 a', '2 b', '3 c']);
  });

  it('waits with a reply until it is known how much of it was heard', () => {
    const log = createConversationLog(1);
    log.say('a', 'assistant', 'One two three four.', true, AT);
    const playing: Heard = { audioMs: 1_000, heardMs: 500, settled: false, growing: false };
    expect(log.due(() => playing, false)).toEqual([]);
    expect(log.due(() => playing, true)).toMatchObject([{ content: 'One two', heard: false }]);
  });

  it('stores what was heard, and the whole beside it', () => {
    const log = createConversationLog(1);
    log.say('a', 'assistant', 'One two three four.', true, AT);
    const cut: Heard = { audioMs: 1_000, heardMs: 500, settled: true, growing: false };
    expect(log.due(() => cut, false)).toEqual([
      {
        seq: 1,
        role: 'assistant',
        content: 'One two',
        heard: false,
        generated: 'One two three four.',
        at: AT.toISOString(),
      },
    ]);
  });

  it('does not store a reply of which no word was heard', () => {
    const log = createConversationLog(1);
    log.say('a', 'assistant', 'Hello.', true, AT);
    const none: Heard = { audioMs: 1_000, heardMs: 0, settled: true, growing: false };
    expect(log.due(() => none, true)).toEqual([]);
  });

  it('writes a turn again, under its sequence number, when more is known about it', () => {
    const log = createConversationLog(5);
    const cut = (growing: boolean): Heard => ({
      audioMs: 100,
      heardMs: 50,
      settled: true,
      growing,
    });
    log.say('a', 'assistant', 'One two three', false, AT);
    expect(short(log.due(() => cut(true), false))).toEqual(['5 One']);
    log.say('a', 'assistant', 'One two three four five six', true, AT);
    expect(short(log.due(() => cut(false), false))).toEqual(['5 One two three']);
    expect(log.due(() => cut(false), true)).toEqual([]);
  });

  it('hands over a first number above every turn that may still come', () => {
    const log = createConversationLog(1);
    log.say('a', 'assistant', 'Hello.', true, AT);
    log.place('b', 'user', 'a', AT);
    expect(log.isWaitingForWords()).toBe(true);
    expect(log.handover(all)).toEqual({
      turns: [{ seq: 1, role: 'assistant', content: 'Hello.' }],
      firstSeq: 3,
    });
  });
});
