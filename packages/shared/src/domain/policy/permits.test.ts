import { describe, expect, it } from '@jest/globals';
import { noonInNewYork, written } from '../../testing/contacts.ts';
import type { Consent } from './contact-input.ts';
import { DEFAULT_NUMBER_RULES } from './judge-number.ts';
import { permitsOf } from './permits.ts';

const standing = (change: Partial<Parameters<typeof permitsOf>[0]> = {}) =>
  permitsOf({
    lead: {},
    phone: '+12125550100',
    at: noonInNewYork,
    consents: [written],
    suppressions: [],
    numbers: DEFAULT_NUMBER_RULES,
    ...change,
  });

const allowed = (change: Parameters<typeof standing>[0]) =>
  standing(change).flatMap((one) => (one.allowed ? [`${one.channel} ${one.purpose}`] : []));

const ALL = ['call marketing', 'call informational', 'call single'];

describe('what may be done with a number as it stands', () => {
  it('is everything with a consent in writing, whatever the hour', () => {
    const night = { at: new Date('2026-11-21T08:00:00Z') };
    expect(allowed(night)).toEqual([...ALL, 'text marketing', 'text informational', 'text single']);
  });

  it('is no campaign on the operator’s word alone', () => {
    const operator: Consent = { ...written, channel: 'call', kind: 'operator' };
    expect(allowed({ consents: [operator] })).toEqual(['call single']);
    expect(standing({ consents: [operator] })[0]).toMatchObject({ rule: 'consent_too_weak' });
  });

  it('is nothing on a channel that is blocked, and nothing at all at a number that is not dialed', () => {
    const suppressions = [{ scope: 'sms', at: new Date('2026-11-01T00:00:00Z') }];
    expect(allowed({ suppressions })).toEqual(ALL);
    expect(allowed({ phone: '+447012345678' })).toEqual([]);
    expect(standing({ phone: '+447012345678' })[0]).toMatchObject({ rule: 'undialable' });
  });
});
