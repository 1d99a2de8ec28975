import { describe, expect, it } from '@jest/globals';
import { isWithheld } from './calls/withheld-caller.ts';
import { otherParty } from './other-party.ts';

const LEAD = '+12025550188';
const OURS = '+12025550190';

describe('the other party', () => {
  it('is From when inbound and To when outbound', () => {
    expect(otherParty({ direction: 'inbound', from: LEAD, to: OURS })).toBe(LEAD);
    expect(otherParty({ direction: 'outbound', from: OURS, to: LEAD })).toBe(LEAD);
  });

  it.each([undefined, null, '', 'anonymous', '+266696687'])('is none where it is %p', (from) => {
    expect(otherParty({ direction: 'inbound', from, to: OURS })).toBeNull();
  });
});

describe('a withheld number', () => {
  it.each([
    ...['', 'anonymous', 'Anonymous', 'ANONYMOUS', 'Restricted', 'unavailable', 'unknown', 'null'],
    ...['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '+464', '12345'],
    ...['sip:bob@example.com', 'sip:+12025550188@example.com', 'client:bob', '2025550188', '+0'],
  ])('is %p', (text) => {
    expect(isWithheld(text)).toBe(true);
  });

  it('is not a possible number, even if it looks similar', () => {
    expect(['+17378742833', '+12025550188', '+442079460114'].map(isWithheld)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
