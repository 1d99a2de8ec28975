import { describe, expect, it } from '@jest/globals';
import {
  ago,
  DAY,
  decide,
  HOUR,
  nightInNewYork,
  noonInNewYork,
  written,
} from '../../testing/contacts.ts';
import { CAP_RULES } from './cap-rules.ts';
import { type Consent, DEFAULT_CONTACT_CAPS } from './contact-input.ts';

const PUERTO_RICO = { allowedCountries: ['PR'], allowedRanges: [] };

describe('deciding a contact', () => {
  it('allows what was agreed to, in the daytime, until shortly before the window closes', () => {
    expect(decide()).toMatchObject({
      verdict: 'allow',
      rule: 'window_open',
      until: new Date('2026-11-21T01:50:00Z'),
    });
  });

  it('lets a call go on being placed up to the end of the window, since no carrier keeps it', () => {
    expect(decide({ channel: 'call' })).toMatchObject({ until: new Date('2026-11-21T02:00:00Z') });
  });

  it('holds a text in the last ten minutes of a window until the next one', () => {
    expect(decide({ at: new Date('2026-11-21T01:50:00Z') })).toMatchObject({
      verdict: 'hold',
      rule: 'quiet_hours',
      until: new Date('2026-11-21T13:00:00Z'),
    });
  });

  it('gives evidence that survives being written down', () => {
    const verdict = decide({
      touches: [{ channel: 'call', at: ago(HOUR) }],
      phone: '+18505550100',
    });
    expect(JSON.parse(JSON.stringify(verdict.evidence))).toMatchObject({
      channel: 'text',
      kind: 'campaign',
      zones: ['America/Chicago', 'America/New_York'],
      regions: ['US-FL'],
      zone_source: 'number',
      consent: { kind: 'written', at: '2026-01-01T00:00:00.000Z' },
      consent_rules: ['us-marketing-written'],
      window: { rules: ['us-federal', 'us-fl-daily'], shut: [] },
      caps: [
        { id: 'texts_per_day', limit: 1, window_hours: 24, counted: 0, freeAt: null },
        { id: 'touches_per_day', limit: 3, window_hours: 24, counted: 1, freeAt: null },
        { id: 'touches_per_week', limit: 7, window_hours: 168, counted: 1, freeAt: null },
        { id: 'us-fl-3-in-24h', limit: 3, window_hours: 24, counted: 1, freeAt: null },
      ],
    });
    expect(JSON.stringify(verdict)).not.toContain('850555');
  });
});

describe('what denies', () => {
  it.each([
    ['all', 'text', 'deny'],
    ['sms', 'text', 'deny'],
    ['voice', 'text', 'allow'],
    ['voice', 'call', 'deny'],
    ['sms', 'call', 'allow'],
    ['whatever', 'text', 'deny'],
  ] as const)('a suppression of %s makes a %s: %s', (scope, channel, verdict) => {
    const suppressions = [{ scope, at: ago(100 * DAY) }];
    expect(decide({ channel, suppressions }).verdict).toBe(verdict);
  });

  it('is named before anything that would only hold', () => {
    const suppressions = [{ scope: 'all', at: ago(DAY) }];
    expect(
      decide({ at: nightInNewYork, killSwitch: true, suppressions, consents: [] }),
    ).toMatchObject({
      verdict: 'deny',
      rule: 'suppressed',
    });
  });

  it.each([
    ['none', [], 'no_consent'],
    ['one for calls', [{ ...written, channel: 'call' }], 'no_consent'],
    [
      'an unwritten one, where the law wants it written',
      [{ ...written, kind: 'express' }],
      'consent_too_weak',
    ],
    ['the operator’s word', [{ ...written, kind: 'operator' }], 'consent_too_weak'],
    ['one that ran out', [{ ...written, expiresAt: ago(1) }], 'consent_expired'],
    ['one that was taken back', [{ ...written, revokedAt: ago(1) }], 'consent_revoked'],
    ['one from the future', [{ ...written, at: new Date('2027-01-01Z') }], 'consent_expired'],
  ] as const)('a campaign with %s', (_, consents, rule) => {
    expect(decide({ consents })).toMatchObject({ verdict: 'deny', rule });
  });

  it.each([
    [
      [{ ...written, kind: 'express' }],
      {},
      'The consent to be texted is given but not in writing. Campaigns of marketing texts in the US need one that is in writing or by a keyword that the lead has texted.',
      { consent_found: ['express'], consent_needed: ['written', 'keyword'] },
    ],
    [
      [],
      { purpose: 'informational' },
      'There is no consent to be texted on record. Campaigns of informational texts in the US need one that is in writing, by a keyword that the lead has texted or given but not in writing.',
      { consent_found: [], consent_needed: ['written', 'keyword', 'express'] },
    ],
    [
      [
        { ...written, channel: 'call', kind: 'implied' },
        { ...written, channel: 'all', kind: 'operator' },
      ],
      { channel: 'call', phone: '+14165550100' },
      'The consent to be called is only implied (and without the day on which it ends) and the operator’s own word. Campaigns of marketing calls in Canada need one that is in writing, by a keyword that the lead has texted, given but not in writing or only implied.',
      { consent_found: ['implied', 'operator'] },
    ],
    [
      [],
      { kind: 'single', channel: 'call' },
      'There is no consent to be called on record.',
      { consent_found: [], consent_needed: [] },
    ],
  ] as const)(
    'says which consent there is and which it takes: %#',
    (consents, over, reason, evidence) => {
      expect(decide({ consents, ...over })).toMatchObject({ verdict: 'deny', reason, evidence });
    },
  );

  it('is less for what informs, for what was asked for, and by other laws', () => {
    const express: Consent[] = [{ ...written, kind: 'express' }];
    const operator: Consent[] = [{ ...written, kind: 'operator' }];
    const implied: Consent = { ...written, kind: 'implied', expiresAt: new Date('2027-01-01Z') };
    const toronto = '+14165550100';
    expect(decide({ consents: express, purpose: 'informational' }).verdict).toBe('allow');
    expect(decide({ consents: operator, kind: 'single' }).verdict).toBe('allow');
    expect(decide({ consents: [], kind: 'single' })).toMatchObject({ rule: 'no_consent' });
    expect(decide({ consents: express, phone: toronto }).verdict).toBe('allow');
    expect(decide({ consents: [implied], phone: toronto }).verdict).toBe('allow');
    expect(decide({ consents: [{ ...implied, expiresAt: null }], phone: toronto }).verdict).toBe(
      'deny',
    );
    expect(
      decide({ consents: express, phone: '+17875550100', numbers: PUERTO_RICO }),
    ).toMatchObject({
      rule: 'consent_too_weak',
    });
  });

  it('allows no longer than the consent lasts', () => {
    const expiresAt = new Date(noonInNewYork.getTime() + HOUR);
    expect(decide({ consents: [{ ...written, expiresAt }] })).toMatchObject({ until: expiresAt });
  });

  it.each([
    ['a moment that is none', { at: new Date(Number.NaN) }],
    ['a number that is none', { phone: '2125550100' }],
    ['a history that is none', { touches: [{ channel: 'text', at: new Date('nonsense') }] }],
    ['caps that are none', { caps: { ...DEFAULT_CONTACT_CAPS, touchesPerWeek: Number.NaN } }],
    ['money that is none', { budget: { spentUsd: Number.NaN, capUsd: 1, resetsAt: null } }],
  ] as const)('is %s', (_, over) => {
    expect(decide(over)).toMatchObject({ verdict: 'deny', rule: 'invalid_input' });
  });
});

describe('the rows of law', () => {
  it('say where they come from, and have names of their own', () => {
    expect(new Set(CAP_RULES.map(({ id }) => id)).size).toBe(CAP_RULES.length);
    for (const row of CAP_RULES) {
      expect(row.effective_from).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row.source).not.toBe('');
    }
  });
});
