import { describe, expect, it } from '@jest/globals';
import { decideCall } from './call-policy.ts';

const nobody = { timezone: null, region: null, postal_code: null };
const noonInNewYork = new Date('2026-11-20T17:00:00Z');

describe('deciding a call', () => {
  it('allows a number in its daytime, until the window closes there', () => {
    const verdict = decideCall({
      lead: nobody,
      phone: '+12125550100',
      at: noonInNewYork,
      operator: null,
    });
    expect(verdict).toMatchObject({ verdict: 'allow', until: new Date('2026-11-21T02:00:00Z') });
  });

  it('holds at night until the morning, and says where it thinks the lead is', () => {
    const verdict = decideCall({
      lead: { ...nobody, timezone: 'Asia/Tokyo' },
      phone: '+12025550100',
      at: noonInNewYork,
      operator: null,
    });
    expect(verdict).toMatchObject({
      verdict: 'hold',
      rule: 'quiet_hours',
      until: new Date('2026-11-20T23:00:00Z'),
      evidence: { zones: ['Asia/Tokyo'] },
    });
  });

  it('takes the operator at their word when they want shorter hours', () => {
    const verdict = decideCall({
      lead: nobody,
      phone: '+12125550100',
      at: noonInNewYork,
      operator: { opens: '09:00', closes: '12:00' },
    });
    expect(verdict).toMatchObject({ verdict: 'hold', until: new Date('2026-11-21T14:00:00Z') });
  });

  it('holds a lead whose zone nobody knows', () => {
    const verdict = decideCall({
      lead: nobody,
      phone: '+88812345678',
      at: noonInNewYork,
      operator: null,
    });
    expect(verdict).toMatchObject({ verdict: 'hold', rule: 'unknown_zone' });
  });
});
