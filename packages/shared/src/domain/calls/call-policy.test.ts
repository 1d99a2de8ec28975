import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONTACT_CAPS } from '../policy/contact-input.ts';
import { DEFAULT_NUMBER_RULES } from '../policy/judge-number.ts';
import { type CallPolicyInput, decideCall, operatorConsent } from './call-policy.ts';

const unknownPlace = { timezone: null, region: null, postal_code: null };
const noonInNewYork = new Date('2026-11-20T17:00:00Z');

const single = (change: Partial<CallPolicyInput>): CallPolicyInput => ({
  lead: unknownPlace,
  phone: '+12125550100',
  at: noonInNewYork,
  operator: null,
  kind: 'single',
  consents: [operatorConsent(noonInNewYork)],
  suppressions: [],
  touches: [],
  caps: DEFAULT_CONTACT_CAPS,
  numbers: DEFAULT_NUMBER_RULES,
  killSwitch: false,
  ...change,
});

describe('deciding a call', () => {
  it('allows a number in its daytime, until the window closes there', () => {
    const verdict = decideCall(
      single({
        lead: unknownPlace,
        phone: '+12125550100',
        at: noonInNewYork,
        operator: null,
      }),
    );
    expect(verdict).toMatchObject({ verdict: 'allow', until: new Date('2026-11-21T02:00:00Z') });
  });

  it('holds at night until the morning, and says where it assumes the lead to be', () => {
    const verdict = decideCall(
      single({
        lead: { ...unknownPlace, timezone: 'Asia/Tokyo' },
        phone: '+12025550100',
        at: noonInNewYork,
        operator: null,
      }),
    );
    expect(verdict).toMatchObject({
      verdict: 'hold',
      rule: 'quiet_hours',
      until: new Date('2026-11-20T23:00:00Z'),
      evidence: { zones: ['Asia/Tokyo'] },
    });
  });

  it('applies the operator’s shorter hours', () => {
    const verdict = decideCall(
      single({
        lead: unknownPlace,
        phone: '+12125550100',
        at: noonInNewYork,
        operator: { opens: '09:00', closes: '12:00' },
      }),
    );
    expect(verdict).toMatchObject({ verdict: 'hold', until: new Date('2026-11-21T14:00:00Z') });
  });

  it('holds a lead whose zone is unknown', () => {
    const verdict = decideCall(
      single({
        lead: unknownPlace,
        phone: '+881612345678',
        numbers: { ...DEFAULT_NUMBER_RULES, allowedRanges: ['satellite-881'] },
        at: noonInNewYork,
        operator: null,
      }),
    );
    expect(verdict).toMatchObject({ verdict: 'hold', rule: 'unknown_zone' });
  });

  it('refuses a campaign call without the consent that the law asks for', () => {
    expect(decideCall(single({ kind: 'campaign' }))).toMatchObject({
      verdict: 'deny',
      rule: 'consent_too_weak',
    });
    expect(decideCall(single({ kind: 'campaign', consents: [] }))).toMatchObject({
      verdict: 'deny',
      rule: 'no_consent',
    });
  });

  it('refuses a lead who opted out of calls or of everything, but not of texts alone', () => {
    const at = new Date('2026-11-19T17:00:00Z');
    for (const scope of ['all', 'voice']) {
      expect(decideCall(single({ suppressions: [{ scope, at }] }))).toMatchObject({
        verdict: 'deny',
        rule: 'suppressed',
      });
    }
    expect(decideCall(single({ suppressions: [{ scope: 'sms', at }] })).verdict).toBe('allow');
  });

  it('holds the fourth call of a day', () => {
    const touches = [1, 2, 3].map((hour) => ({
      channel: 'call' as const,
      at: new Date(noonInNewYork.getTime() - hour * 3_600_000),
    }));
    expect(decideCall(single({ touches }))).toMatchObject({ verdict: 'hold' });
  });

  it('holds everything while the switch is off', () => {
    expect(decideCall(single({ killSwitch: true }))).toMatchObject({
      verdict: 'hold',
      rule: 'switched_off',
    });
  });
});
