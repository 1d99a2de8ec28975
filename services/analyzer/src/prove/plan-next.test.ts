import { describe, expect, it } from '@jest/globals';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { planNext } from './plan-next.ts';

const MINUTE = 60_000;
const turns: Turn[] = [
  { turn: 1, who: 'agent', text: 'Shall I call you tonight?' },
  { turn: 2, who: 'lead', text: 'Call me tomorrow at three.' },
];
const saidAt = new Date('2026-11-20T18:05:00Z');
const tomorrowAtThree = new Date('2026-11-21T20:00:00Z');

const wish: Judgement['next_action'] = {
  kind: 'callback',
  at_local: '2026-11-21T15:00',
  reason: 'Asked for it.',
  quote: 'call me tomorrow at three',
  turn: 2,
};

function plan(
  change: Partial<Judgement['next_action']> = {},
  moment: Partial<Parameters<typeof planNext>[2]> = {},
) {
  const standard = { zone: 'America/New_York', saidAt, now: new Date(saidAt.getTime() + MINUTE) };
  return planNext({ ...wish, ...change }, turns, { ...standard, ...moment });
}

describe('a callback', () => {
  it("is planned for the moment the lead named, on the lead's own clock", () => {
    expect(plan()).toEqual({
      nextAction: { ...wish, quote: 'Call me tomorrow at three', zone: 'America/New_York' },
      callbackAt: tomorrowAtThree,
      dropped: [],
    });
  });

  it.each([
    [
      'words that the lead did not say',
      { quote: 'call me next week' },
      {},
      'the lead said no such words',
    ],
    ['words of the agent', { quote: 'call you tonight' }, {}, 'the lead said no such words'],
    ['no words', { quote: null, turn: null }, {}, 'no words ask for a callback'],
    ['no time', { at_local: null }, {}, 'the lead named no time'],
    [
      'at an impossible time',
      { at_local: '2026-02-30T15:00' },
      {},
      'the time cannot be kept: invalid',
    ],
    ['the past', { at_local: '2026-11-20T12:00' }, {}, 'the time cannot be kept: past'],
    ['next year', { at_local: '2027-11-20T12:00' }, {}, 'the time cannot be kept: too_far'],
    ['an unknown zone', {}, { zone: null }, "the lead's time zone is unknown"],
    [
      'a moment that is over by now',
      {},
      { now: new Date(tomorrowAtThree.getTime() + 31 * MINUTE) },
      'the time has passed meanwhile',
    ],
  ] as const)('is not planned: %s', (_what, change, moment, reason) => {
    const { callbackAt, dropped, nextAction } = plan(change, moment);
    expect(callbackAt).toBeNull();
    expect(dropped).toEqual([{ field: 'next_action', reason }]);
    expect(nextAction.kind).toBe('callback');
  });

  it('that is a little late is made at once', () => {
    const now = new Date(tomorrowAtThree.getTime() + 20 * MINUTE);
    expect(plan({}, { now }).callbackAt).toEqual(now);
  });

  it('follows the local time after a change to winter time', () => {
    const eve = new Date('2026-10-31T18:00:00Z');
    const { callbackAt } = plan(
      { at_local: '2026-11-01T15:00' },
      { saidAt: eve, now: eve, zone: 'America/New_York' },
    );
    expect(callbackAt).toEqual(new Date('2026-11-01T20:00:00Z'));
  });
});

describe('any other step', () => {
  it('is kept without words', () => {
    const change = { kind: 'human_follow_up', quote: null, turn: null, at_local: null } as const;
    expect(plan(change)).toMatchObject({
      callbackAt: null,
      dropped: [],
      nextAction: { kind: 'human_follow_up' },
    });
  });

  it('loses words that the lead did not say', () => {
    const { nextAction, dropped } = plan({ kind: 'send_text', quote: 'mail me', turn: 2 });
    expect(nextAction).toMatchObject({ kind: 'send_text', quote: null, turn: null });
    expect(dropped).toEqual([{ field: 'next_action', reason: 'the lead said no such words' }]);
  });
});
