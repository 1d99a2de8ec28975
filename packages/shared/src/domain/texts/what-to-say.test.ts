import { describe, expect, it } from '@jest/globals';
import { decideOptOut } from '../opt-out/decide-opt-out.ts';
import type { ConfirmedBy } from './confirmation.ts';
import { whatToSay } from './what-to-say.ts';

const lines = { optOut: 'Bye.', optIn: 'Hello again.', help: 'Help is here.' };
const LONG_CODE = '+12025550190';
const TOLL_FREE = '+18885550190';

function said(body: string, options: { by?: ConfirmedBy; to?: string; acted?: boolean } = {}) {
  const { by = 'carrier', to = LONG_CODE, acted = false } = options;
  return whatToSay(
    { decision: decideOptOut(body), body, ourNumber: to, carrierActed: acted },
    { lines, confirmedBy: by },
  );
}

describe('exactly one confirmation of an opt-out', () => {
  it.each([
    // who confirms, the own number, the lead's words, what we add
    ['carrier', LONG_CODE, 'STOP', null],
    ['carrier', LONG_CODE, ' stop ', null],
    ['carrier', LONG_CODE, 'stop texting me', 'Bye.'],
    ['carrier', LONG_CODE, 'ARRET', 'Bye.'],
    ['carrier', TOLL_FREE, 'STOP', null],
    // The network of these numbers knows one word.
    ['carrier', TOLL_FREE, 'stop texting me', 'Bye.'],
    ['us', LONG_CODE, 'STOP', 'Bye.'],
    ['us', LONG_CODE, 'stop texting me', 'Bye.'],
    ['us', TOLL_FREE, 'STOP', null],
    ['us', TOLL_FREE, 'stop texting me', 'Bye.'],
    ['nobody', LONG_CODE, 'STOP', null],
    ['nobody', LONG_CODE, 'stop texting me', null],
  ] as const)('%s, %s, "%s": %s', (by, to, words, line) => {
    expect(said(words, { by, to })).toBe(line);
  });

  it('is the carrier’s where it reports that it acted, whatever the words', () => {
    expect(said('basta', { acted: true })).toBeNull();
  });
});

it('an opt-out that was found late is not answered any more, and HELP still is', () => {
  const found = (body: string, ageMs: number) =>
    whatToSay(
      {
        decision: decideOptOut(body),
        body,
        ourNumber: LONG_CODE,
        carrierActed: false,
        ageMs,
      },
      { lines, confirmedBy: 'us' },
    );
  expect(found('stop texting me', 5 * 60_000)).toBe('Bye.');
  expect(found('stop texting me', 5 * 60_000 + 1)).toBeNull();
  expect(found('HELP', 60 * 60_000)).toBe('Help is here.');
});

it('a wish for texts in place of calls is answered by the agent', () => {
  expect(said('Do not call me, text me instead', { by: 'us' })).toBeNull();
});

describe('other keywords', () => {
  it.each([
    ['HELP', null],
    ['START', null],
    ['help me please', null],
  ])('"%s" is answered by the carrier, or is talk', (words, line) => {
    expect(said(words)).toBe(line);
  });

  it.each([
    ['HELP', 'Help is here.'],
    ['START', 'Hello again.'],
  ])('"%s" is answered by us where the carrier does not', (words, line) => {
    expect(said(words, { by: 'us' })).toBe(line);
  });

  it('are not found in plain talk', () => {
    expect(said('Tomorrow at five is fine', { by: 'us' })).toBeNull();
  });
});
