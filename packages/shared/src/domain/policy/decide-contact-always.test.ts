import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ago, DAY, HOUR, MINUTE, written } from '../../testing/contacts.ts';
import { callingWindow } from '../quiet-hours/window.ts';
import { zonesOf } from '../zones/zones-of.ts';
import type { Consent, ContactInput } from './contact-input.ts';
import { type ContactVerdict, decideContact } from './decide-contact.ts';
import { DEFAULT_NUMBER_RULES } from './judge-number.ts';
import { PURPOSES } from './purpose.ts';

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
      '+881612345678',
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
      purpose: fc.constantFrom(...PURPOSES),
      lead: fc.record({ timezone: fc.constantFrom(null, null, 'America/Denver', 'Asia/Tokyo') }),
      phone: fc.constant(number),
      numbers: fc.constant({ ...DEFAULT_NUMBER_RULES, allowedRanges: ['satellite-881'] }),
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

  it('nobody is contacted at a number that costs too much, whoever began', () => {
    const costly = fc.constantFrom('+449098790000', '+39199123456', '+15005550116', '+25261234567');
    fc.assert(
      fc.property(anything, costly, (input, phone) => {
        expect(decideContact({ ...input, phone })).toMatchObject({
          verdict: 'deny',
          rule: 'undialable',
        });
      }),
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
