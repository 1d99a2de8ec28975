import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callingWindow } from '../quiet-hours/window.ts';
import { zonesOf } from '../zones/zones-of.ts';
import { CAP_RULES } from './cap-rules.ts';
import { type Consent, type ContactInput, DEFAULT_CONTACT_CAPS } from './contact-input.ts';
import { type ContactVerdict, decideContact } from './decide-contact.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const noonInNewYork = new Date('2026-11-20T17:00:00Z');
const nightInNewYork = new Date('2026-11-20T04:00:00Z');
const ago = (ms: number, at = noonInNewYork) => new Date(at.getTime() - ms);

const written: Consent = {
  channel: 'all',
  kind: 'written',
  at: new Date('2026-01-01T00:00:00Z'),
  expiresAt: null,
  revokedAt: null,
};

const contact = (over: Partial<ContactInput> = {}): ContactInput => ({
  channel: 'text',
  kind: 'campaign',
  lead: {},
  phone: '+12125550100',
  at: noonInNewYork,
  consents: [written],
  suppressions: [],
  touches: [],
  caps: DEFAULT_CONTACT_CAPS,
  budget: { spentUsd: 0, capUsd: null, resetsAt: null },
  killSwitch: false,
  operator: null,
  lastInboundAt: null,
  ...over,
});

const decide = (over: Partial<ContactInput> = {}) => decideContact(contact(over));

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
    expect(decide({ consents: express, phone: '+17875550100' })).toMatchObject({
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

describe('what holds', () => {
  it('is the night, wherever the lead may be', () => {
    expect(decide({ at: nightInNewYork })).toMatchObject({
      verdict: 'hold',
      rule: 'quiet_hours',
      until: new Date('2026-11-20T13:00:00Z'),
    });
  });

  it('is not knowing where the lead is, and it is looked at again in an hour', () => {
    expect(decide({ phone: '+88812345678', consents: [written] })).toMatchObject({
      verdict: 'hold',
      rule: 'unknown_zone',
      until: new Date(noonInNewYork.getTime() + HOUR),
    });
  });

  it('is the switch, the money, the cap and the hour, in that order, until all are over', () => {
    const full = contact({
      at: nightInNewYork,
      killSwitch: true,
      budget: { spentUsd: 5, capUsd: 5, resetsAt: new Date('2026-11-20T15:00:00Z') },
      touches: [{ channel: 'text', at: ago(HOUR, nightInNewYork) }],
    });
    const verdict = decideContact(full);
    expect(verdict).toMatchObject({
      verdict: 'hold',
      rule: 'switched_off',
      // The cap is free at 22:00 in New York, which is night again.
      until: new Date('2026-11-21T13:00:00Z'),
    });
    expect(verdict.evidence['holds']).toMatchObject([
      { rule: 'switched_off' },
      { rule: 'budget', until: '2026-11-20T15:00:00.000Z' },
      { rule: 'cap_texts_per_day', until: '2026-11-21T03:00:00.000Z' },
      { rule: 'quiet_hours', until: '2026-11-20T13:00:00.000Z' },
    ]);
  });

  it('is one text a day, counted to the millisecond', () => {
    expect(decide({ touches: [{ channel: 'text', at: ago(DAY - 1) }] })).toMatchObject({
      verdict: 'hold',
      rule: 'cap_texts_per_day',
      until: new Date(noonInNewYork.getTime() + 1),
    });
    expect(decide({ touches: [{ channel: 'text', at: ago(DAY) }] }).verdict).toBe('allow');
  });

  it.each(['+13055550100', '+14055550100', '+14105550100'])(
    'is a fourth contact in a day for %s, whatever the settings say',
    (phone) => {
      const caps = { textsPerDay: 99, callsPerDay: 99, touchesPerDay: 99, touchesPerWeek: 99 };
      const touches = [1, 2, 3].map((hours) => ({
        channel: hours === 2 ? ('call' as const) : ('text' as const),
        at: ago(hours * HOUR),
      }));
      expect(decide({ phone, caps, touches })).toMatchObject({
        verdict: 'hold',
        rule: expect.stringMatching(/^cap_us-(fl|ok|md)-3-in-24h$/),
      });
      expect(decide({ phone, caps, touches: touches.slice(1) }).verdict).toBe('allow');
    },
  );

  it('is a second automated call in eight hours in Maine', () => {
    const touches = [{ channel: 'call' as const, at: ago(7 * HOUR) }];
    expect(decide({ phone: '+12075550100', channel: 'call', touches })).toMatchObject({
      rule: 'cap_us-me-1-call-in-8h',
    });
    expect(decide({ phone: '+12075550100', channel: 'text', touches }).verdict).toBe('allow');
  });

  it('never ends for a cap of nothing', () => {
    const caps = { ...DEFAULT_CONTACT_CAPS, textsPerDay: 0 };
    expect(decide({ caps })).toMatchObject({ verdict: 'deny', rule: 'cap_texts_per_day' });
  });

  it('is a spent budget, to the hour when nobody says when there is new money', () => {
    expect(decide({ budget: { spentUsd: 1, capUsd: 1, resetsAt: null } })).toMatchObject({
      rule: 'budget',
      until: new Date(noonInNewYork.getTime() + HOUR),
    });
  });
});

describe('an answer to the lead', () => {
  const reply = (over: Partial<ContactInput>) => decide({ kind: 'reply', consents: [], ...over });

  it('goes out at night, for an hour', () => {
    expect(
      reply({ at: nightInNewYork, lastInboundAt: ago(59 * MINUTE, nightInNewYork) }),
    ).toMatchObject({
      verdict: 'allow',
      rule: 'reply_in_time',
      until: new Date(nightInNewYork.getTime() + MINUTE),
    });
    expect(reply({ at: nightInNewYork, lastInboundAt: ago(HOUR, nightInNewYork) })).toMatchObject({
      verdict: 'hold',
      rule: 'quiet_hours',
      until: new Date('2026-11-20T13:00:00Z'),
    });
  });

  it('is neither counted nor priced, but stops with everything else', () => {
    const touches = Array.from({ length: 20 }, () => ({ channel: 'text' as const, at: ago(HOUR) }));
    const budget = { spentUsd: 9, capUsd: 1, resetsAt: null };
    const lastInboundAt = ago(MINUTE);
    expect(reply({ touches, budget, lastInboundAt }).verdict).toBe('allow');
    expect(reply({ lastInboundAt, killSwitch: true })).toMatchObject({ rule: 'switched_off' });
    const night = {
      at: nightInNewYork,
      lastInboundAt: ago(MINUTE, nightInNewYork),
      killSwitch: true,
    };
    expect(reply(night)).toMatchObject({ until: new Date(nightInNewYork.getTime() + 5 * MINUTE) });
  });

  it('needs a text to answer', () => {
    expect(reply({ lastInboundAt: null })).toMatchObject({ verdict: 'deny', rule: 'no_inbound' });
  });

  it('is not given to somebody who opted out, nor after consent was taken back', () => {
    const lastInboundAt = ago(MINUTE);
    const suppressions = [{ scope: 'sms', at: ago(MINUTE) }];
    const revoked = (revokedAt: Date) => [{ ...written, revokedAt }];
    expect(reply({ lastInboundAt, suppressions })).toMatchObject({ rule: 'suppressed' });
    expect(reply({ lastInboundAt, consents: revoked(ago(1)) })).toMatchObject({
      rule: 'consent_revoked',
    });
    expect(reply({ lastInboundAt, consents: revoked(ago(DAY)) }).verdict).toBe('allow');
  });

  it('may confirm that consent was taken back, whatever became of it', () => {
    const revoked = { lastInboundAt: ago(MINUTE), consents: [{ ...written, revokedAt: ago(1) }] };
    expect(decide({ kind: 'notice', ...revoked }).verdict).toBe('allow');
  });

  it('may confirm an opt-out within five minutes, and not after', () => {
    const optedOut = (ms: number) => ({
      lastInboundAt: ago(ms),
      suppressions: [{ scope: 'all', at: ago(ms) }],
    });
    expect(decide({ kind: 'notice', consents: [], ...optedOut(5 * MINUTE - 1) }).verdict).toBe(
      'allow',
    );
    expect(decide({ kind: 'notice', consents: [], ...optedOut(5 * MINUTE) })).toMatchObject({
      verdict: 'deny',
      rule: 'suppressed',
    });
  });
});

describe('whatever is known', () => {
  const moment = fc.date({
    min: new Date('2026-01-01T00:00Z'),
    max: new Date('2028-12-31T00:00Z'),
    noInvalidDate: true,
  });
  const phone = fc.constantFrom(
    ...['+12125550100', '+18505550100', '+12075550100', '+14055550100', '+15125550100'],
    ...[
      '+18005550100',
      '+16045550100',
      '+17095550100',
      '+19075550100',
      '+88812345678',
      '+442079460101',
    ],
  );
  const anything = fc.tuple(moment, phone).chain(([at, number]) => {
    const before = fc.integer({ min: -HOUR, max: 8 * DAY }).map((ms) => ago(ms, at));
    const caps = fc.record({
      textsPerDay: fc.nat({ max: 3 }),
      callsPerDay: fc.nat({ max: 3 }),
      touchesPerDay: fc.nat({ max: 5 }),
      touchesPerWeek: fc.nat({ max: 9 }),
    });
    return fc.record<ContactInput>({
      channel: fc.constantFrom('call', 'text'),
      kind: fc.constantFrom('campaign', 'single', 'reply', 'notice'),
      purpose: fc.constantFrom('marketing', 'informational'),
      lead: fc.record({ timezone: fc.constantFrom(null, null, 'America/Denver', 'Asia/Tokyo') }),
      phone: fc.constant(number),
      at: fc.constant(at),
      consents: fc.array(
        fc.record<Consent>({
          channel: fc.constantFrom('all', 'text', 'call'),
          kind: fc.constantFrom('written', 'written', 'express', 'implied', 'operator'),
          at: before,
          expiresAt: fc.option(fc.integer({ min: -DAY, max: 9 * DAY }).map((ms) => ago(-ms, at))),
          revokedAt: fc.option(before, { freq: 8 }),
        }),
        { maxLength: 3 },
      ),
      suppressions: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.array(
            fc.record({ scope: fc.constantFrom('all', 'sms', 'voice', '?'), at: before }),
          ),
        },
      ),
      touches: fc.array(fc.record({ channel: fc.constantFrom('call', 'text'), at: before }), {
        maxLength: 6,
      }),
      caps,
      budget: fc.record({
        spentUsd: fc.nat({ max: 10 }),
        capUsd: fc.option(fc.nat({ max: 20 })),
        resetsAt: fc.option(before.map((past) => new Date(2 * at.getTime() - past.getTime()))),
      }),
      killSwitch: fc.boolean().map((on) => on && at.getTime() % 3 === 0),
      operator: fc.constantFrom(null, { opens: '09:00', closes: '17:30' }),
      lastInboundAt: fc.option(before),
    });
  });
  const runs = { numRuns: 1_500 };
  const RANK = { deny: 0, hold: 1, allow: 2 } as const;
  const isWorse = (one: ContactVerdict, other: ContactVerdict) =>
    RANK[one.verdict] < RANK[other.verdict];
  const answers = ({ kind }: ContactInput) => kind === 'reply' || kind === 'notice';

  it('nobody is contacted outside the window, but to be answered within the hour', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const verdict = decideContact(input);
        if (verdict.verdict !== 'allow') return;
        const { at, lastInboundAt } = input;
        const place = zonesOf({ ...input.lead, phone: input.phone });
        for (const moment of [at, new Date(verdict.until.getTime() - 1)]) {
          const open = callingWindow(place, input.operator, moment).kind === 'open';
          const late = lastInboundAt ? moment.getTime() - lastInboundAt.getTime() : Infinity;
          expect(open || (answers(input) && late >= 0 && late < HOUR)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('nobody is contacted who is on the list, but to be told so at once', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('all', 'sms', 'voice', '?'), (input, scope) => {
        const binds = scope !== (input.channel === 'text' ? 'voice' : 'sms');
        const since = input.kind === 'notice' ? ago(6 * MINUTE, input.at) : input.at;
        const listed = { ...input, suppressions: [...input.suppressions, { scope, at: since }] };
        if (binds)
          expect(decideContact(listed)).toMatchObject({ verdict: 'deny', rule: 'suppressed' });
      }),
      runs,
    );
  });

  it('no campaign goes to somebody without a consent that stands', () => {
    fc.assert(
      fc.property(anything, (input) => {
        if (input.kind !== 'campaign' && input.kind !== 'single') return;
        const none = input.consents.map((consent) => ({ ...consent, revokedAt: consent.at }));
        expect(decideContact({ ...input, consents: none }).verdict).toBe('deny');
      }),
      runs,
    );
  });

  it('a higher cap never forbids more', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('textsPerDay', 'callsPerDay', 'touchesPerDay', 'touchesPerWeek'),
        fc.nat({ max: 5 }),
        (input, cap, more) => {
          const narrow = decideContact(input);
          const wide = decideContact({
            ...input,
            caps: { ...input.caps, [cap]: input.caps[cap] + more },
          });
          expect(isWorse(wide, narrow)).toBe(false);
          if (wide.verdict === 'hold' && narrow.verdict === 'hold') {
            expect(wide.until.getTime()).toBeLessThanOrEqual(narrow.until.getTime());
          }
        },
      ),
      runs,
    );
  });

  it('another contact never permits more', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('call', 'text'),
        fc.nat({ max: 8 * DAY }),
        (input, channel, ms) => {
          const touches = [...input.touches, { channel, at: ago(ms, input.at) }];
          expect(isWorse(decideContact(input), decideContact({ ...input, touches }))).toBe(false);
        },
      ),
      runs,
    );
  });

  it('what is held for the hour or a cap is allowed at the moment it is held until', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const sure = { ...input, killSwitch: false, budget: { ...input.budget, capUsd: null } };
        const verdict = decideContact({ ...sure, consents: [written] });
        if (verdict.verdict !== 'hold' || verdict.evidence['window'] === null) return;
        expect(verdict.until.getTime()).toBeGreaterThan(input.at.getTime());
        expect(decideContact({ ...sure, consents: [written], at: verdict.until }).verdict).toBe(
          'allow',
        );
      }),
      runs,
    );
  });

  it('what is allowed stays so up to the moment that is named', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const verdict = decideContact(input);
        if (verdict.verdict !== 'allow') return;
        expect(verdict.until.getTime()).toBeGreaterThan(input.at.getTime());
        const last = new Date(verdict.until.getTime() - 1);
        expect(decideContact({ ...input, at: last }).verdict).toBe('allow');
      }),
      runs,
    );
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
