import { describe, expect, it } from '@jest/globals';
import { leadRow, NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  conversationRow,
  inboundRow,
  messageRow,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import { askedCallIn, callsAgainAt, promisable } from './asked-call.ts';
import type { Turn } from './turn.ts';

const OPERATOR = { opens: '08:00', closes: '20:00' };
const NIGHT = new Date('2026-11-21T04:00:00Z');
const at = NOON_IN_NEW_YORK;

const asked = (
  texts: string[],
  wish: { words: string; at_local?: string | null },
  change: { turn?: Partial<Turn>; at?: Date } = {},
) => askedCallIn(turnOf(texts, change.turn), wish, OPERATOR, change.at ?? at);

/** A number and a lead of whom nobody knows where they are. */
const NOWHERE = {
  lead: leadRow({ phone: '+883510000001', timezone: null, region: null, country: null }),
  conversation: conversationRow({ lead_phone: '+883510000001', last_inbound_seq: 1 }),
};

describe('the call that a lead asks for in a text', () => {
  it('is one for now, in its own words', () => {
    expect(asked(['hi', 'Can you call me?'], { words: 'can you call me' })).toEqual({
      ok: true,
      seq: 2,
      words: 'Can you call me',
      runAt: null,
      rings: 'soon',
    });
  });

  it('is one for the moment that it names, on its own clock', () => {
    const words = 'call me tomorrow at 3';
    expect(asked([words], { words, at_local: '2026-11-21T15:00' })).toMatchObject({
      ok: true,
      runAt: new Date('2026-11-21T20:00:00Z'),
      rings: 'later',
    });
    const soon = asked(['call me in 10 minutes'], {
      words: 'call me',
      at_local: '2026-11-20T12:10',
    });
    expect(soon).toMatchObject({ ok: true, rings: 'soon' });
  });

  it('waits for the window where it is night, or where nobody knows what time it is', () => {
    const now = { words: 'call me' };
    expect(asked(['call me'], now, { at: NIGHT })).toMatchObject({ ok: true, rings: 'later' });
    expect(asked(['call me'], now, { turn: NOWHERE })).toMatchObject({ ok: true, rings: 'later' });
  });

  it('is proven by the newest of the same words', () => {
    const begun = turnOf(['call me']);
    begun.messages.push(
      messageRow({ author: 'ai', kind: 'reply', body: 'We will call you.', seq: 2 }),
      inboundRow(3, 'Call me again please'),
    );
    const again = askedCallIn(begun, { words: 'call me' }, OPERATOR, at);
    expect(again).toMatchObject({ ok: true, seq: 3, words: 'Call me' });
  });

  it.each([
    ['on words that nobody wrote', ['Yes'], { words: 'call me' }, {}, 'no_such_words'],
    ['on words against it', ["Don't call me now"], { words: 'call me' }, {}, 'no_such_words'],
    ['on words of somebody else', ['he said yes'], { words: 'he said yes' }, {}, 'no_wish'],
    ['on a question', ['is this still for sale'], { words: 'still for sale' }, {}, 'no_wish'],
    ['to somebody else', ['call my cousin'], { words: 'call my cousin' }, {}, 'no_wish'],
    ['today on "tomorrow"', ['call me tomorrow'], { words: 'call me' }, {}, 'no_such_time'],
    [
      'at a time that is over',
      ['call me at 9'],
      { words: 'call me at 9', at_local: '2026-11-20T09:00' },
      {},
      'no_such_time',
    ],
    [
      'in the middle of the night',
      ['call me at 11 pm'],
      { words: 'call me', at_local: '2026-11-20T23:00' },
      {},
      'outside_hours',
    ],
    [
      'at a time on a clock that nobody knows',
      ['call me at 3'],
      { words: 'call me', at_local: '2026-11-20T15:00' },
      { turn: NOWHERE },
      'unknown_zone',
    ],
  ] as const)('is none %s', (_what, texts, wish, change, reason) => {
    expect(asked([...texts], wish, change)).toEqual({ ok: false, reason });
  });
});

describe('what may be promised', () => {
  const inMinutes = (minutes: number) => ({
    next_call: { run_at: new Date(at.getTime() + minutes * 60_000).toISOString() },
  });

  it.each([
    ['nothing, where no call waits', {}, 'none'],
    ['the call that waits', inMinutes(300), 'later'],
    ['the call that is about to ring', inMinutes(1), 'soon'],
    ['what was booked', { appointments: [{ starts_at: '2026-11-24T15:00:00Z' }] }, 'later'],
  ] as const)('is %s', (_what, change, call) => {
    const { appointments, ...rest } = { appointments: [], ...change };
    const turn = turnOf(['ok'], { ...rest, appointments: [...appointments] });
    expect(promisable(turn, null, null, at)).toBe(call);
  });

  it('is told to the model with the hour from which calls ring again', () => {
    expect(callsAgainAt(turnOf(['hi']), OPERATOR, at)).toBeNull();
    expect(callsAgainAt(turnOf(['hi']), OPERATOR, NIGHT)?.toISOString()).toBe(
      '2026-11-21T13:00:00.000Z',
    );
  });
});
