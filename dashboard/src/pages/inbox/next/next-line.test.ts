import { describe, expect, it } from '@jest/globals';
import { SOME_COLLEAGUE } from '../../../words/colleagues.ts';
import { type NextFacts, nextLine } from './next-line.ts';
import { replyOf } from './reply-state.ts';

const quiet: NextFacts = {
  owner: 'ai',
  awaits_human: false,
  isEnded: false,
  isClosed: false,
  whose: 'nobody',
  reply: { is: 'none', at: null },
  enrollment: null,
  planned: [],
  whenThere: () => '9:00 AM their time',
};
const enrolled = { status: 'active', next_step: 2, next_message_at: '2026-12-01T15:00:00Z' };
const planned = {
  delivery_status: 'held',
  step: 2,
  send_at: '2026-12-01T15:00:00Z',
  held_reason: 'quiet_hours',
};
const wordsOf = (facts: Partial<NextFacts>) => nextLine({ ...quiet, ...facts }).words;

describe('the next line', () => {
  it.each<[Partial<NextFacts>, string]>([
    [{}, 'nothing is planned. The AI answers when they write.'],
    [
      { isClosed: true, isEnded: true },
      'nothing, ever. Only they can lift this, by writing START.',
    ],
    [{ isEnded: true }, 'nothing. A text from them opens this again.'],
    [{ owner: 'human', awaits_human: true }, 'nothing goes out until somebody takes this over'],
    [{ owner: 'paused' }, 'nothing goes out until somebody has looked at it'],
    [
      { owner: 'human', whose: 'mine' },
      'nothing by itself while this is yours. After some silent days it ends.',
    ],
    [
      { owner: 'human', whose: 'Marcus' },
      'nothing by itself while this is Marcus’s. After some silent days it ends.',
    ],
    [
      { owner: 'human', whose: SOME_COLLEAGUE },
      'nothing by itself while this is a colleague’s. After some silent days it ends.',
    ],
    [{ reply: { is: 'writing', at: null } }, 'AI answers now'],
    [{ reply: { is: 'held', at: '2026-12-01T15:00:00Z' } }, 'AI answers at 9:00 AM their time'],
    [
      { reply: { is: 'writing', at: null }, enrollment: { ...enrolled, status: 'paused' } },
      'AI answers now; step 2 waits until this is over',
    ],
    [{ enrollment: enrolled }, 'step 2 at 9:00 AM their time'],
    [
      { enrollment: { ...enrolled, status: 'completed' } },
      'nothing is planned. The AI answers when they write.',
    ],
    [
      { enrollment: enrolled, planned: [planned] },
      'step 2 waits until 9:00 AM their time: it is night there',
    ],
    [
      { enrollment: enrolled, planned: [{ ...planned, held_reason: 'unknown_zone' }] },
      'step 2 waits: time zone unknown: set it',
    ],
    [
      { planned: [{ ...planned, step: null, delivery_status: 'pending' }] },
      'a text at 9:00 AM their time',
    ],
  ])('of %j says: %s', (facts, words) => {
    expect(wordsOf(facts)).toBe(words);
  });

  it('is amber where a person has to act, and offers at most what can be done', () => {
    expect(nextLine({ ...quiet, owner: 'paused' })).toMatchObject({ needs: true });
    const held = nextLine({ ...quiet, enrollment: enrolled, planned: [planned] });
    expect(held).toMatchObject({ needs: false, step: 2, actions: ['skip', 'send_now', 'stop'] });
    const stuck = { ...planned, held_reason: 'unknown_zone' };
    expect(nextLine({ ...quiet, enrollment: enrolled, planned: [stuck] }).needs).toBe(true);
  });
});

describe('whether the AI is writing', () => {
  const now = Date.parse('2026-12-01T10:00:00Z');
  const soon = '2026-12-01T10:00:04Z';
  const later = '2026-12-01T15:00:00Z';
  const due = {
    owner: 'ai' as const,
    ended_at: null,
    reply_state: 'due' as const,
    reply_due_at: soon,
  };

  it.each([
    [due, { is: 'writing', at: null }],
    [
      { ...due, reply_state: 'writing' as const },
      { is: 'writing', at: null },
    ],
    [
      { ...due, reply_due_at: later },
      { is: 'held', at: later },
    ],
    [
      { ...due, reply_state: 'held' as const },
      { is: 'none', at: null },
    ],
    [
      { ...due, reply_state: null },
      { is: 'none', at: null },
    ],
    [
      { ...due, owner: 'human' as const },
      { is: 'none', at: null },
    ],
  ])('%j: %j', (facts, reply) => {
    expect(replyOf(facts, now)).toEqual(reply);
  });
});
