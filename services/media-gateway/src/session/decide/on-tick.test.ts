import { describe, expect, it } from '@jest/globals';
import { NOTES } from '../notes.ts';
import { onTick, sayAndEnd } from './on-tick.ts';

const LOOK = { do: 'end-if-due' };

describe('a tick', () => {
  it('only looks whether the end is due while nothing else is', () => {
    expect(onTick({ silence: null, line: null })).toEqual([LOOK]);
  });

  it.each([
    ['filler', { do: 'play-tone' }],
    ['give-up', { do: 'replace-model', reason: 'silent' }],
  ] as const)('breaks a silence of ours: %s', (silence, action) => {
    expect(onTick({ silence, line: null })).toEqual([action, LOOK]);
  });

  it.each([
    ['wrap-up', NOTES.wrapUp, 'system', false],
    ['ask-if-there', NOTES.silent, 'caller', true],
  ] as const)('tells the model of %s', (line, note, by, answer) => {
    expect(onTick({ silence: null, line })).toEqual([{ do: 'tell', note, by, answer }, LOOK]);
  });

  it('lets go of a carrier that is gone', () => {
    const actions = onTick({ silence: null, line: 'half-open' });
    expect(actions[0]).toEqual({ do: 'close', reason: 'half_open' });
  });

  it('ends a call whose time is up, whatever the lead says; one that is silent only if it stays so', () => {
    const plans = (['time-is-up', 'give-up-silent'] as const)
      .flatMap((line) => onTick({ silence: null, line }))
      .flatMap((action) => (action.do === 'plan-ending' ? [action] : []));
    expect(plans).toMatchObject([
      { repliesToCome: 1, ending: { kind: 'hangup', reason: 'time_limit', firm: true } },
      { repliesToCome: 1, ending: { kind: 'hangup', reason: 'silent', firm: false } },
    ]);
  });

  it('has a silent model replaced before anything is told to it', () => {
    const actions = onTick({ silence: 'give-up', line: 'wrap-up' });
    expect(actions.map((action) => action.do)).toEqual(['replace-model', 'tell', 'end-if-due']);
  });
});

it('a goodbye is asked for first, and its end planned with it', () => {
  expect(sayAndEnd('Bye.', 'shutdown')).toMatchObject([
    { do: 'tell', note: 'Bye.', by: 'system', answer: true },
    { do: 'plan-ending', ending: { reason: 'shutdown', firm: true }, repliesToCome: 1 },
  ]);
});
