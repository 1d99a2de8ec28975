import { describe, expect, it } from '@jest/globals';
import {
  ago,
  contact,
  DAY,
  decide,
  HOUR,
  MINUTE,
  nightInNewYork,
  noonInNewYork,
  written,
} from '../../testing/contacts.ts';
import { type ContactInput, DEFAULT_CONTACT_CAPS } from './contact-input.ts';
import { DEFAULT_NUMBER_RULES } from './judge-number.ts';

const SATELLITES = { ...DEFAULT_NUMBER_RULES, allowedRanges: ['satellite-881'] };

import { decideContact } from './decide-contact.ts';

describe('what holds', () => {
  it('is the night, wherever the lead may be', () => {
    expect(decide({ at: nightInNewYork })).toMatchObject({
      verdict: 'hold',
      rule: 'quiet_hours',
      until: new Date('2026-11-20T13:00:00Z'),
    });
  });

  it('is not knowing where the lead is, and it is looked at again in an hour', () => {
    expect(
      decide({ phone: '+881612345678', numbers: SATELLITES, consents: [written] }),
    ).toMatchObject({
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
