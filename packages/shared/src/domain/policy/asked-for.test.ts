import { expect, it } from '@jest/globals';
import { askedFor } from './asked-for.ts';
import { DEFAULT_CONTACT_CAPS } from './contact-input.ts';
import { decideContact } from './decide-contact.ts';
import { DEFAULT_NUMBER_RULES } from './judge-number.ts';

const NOON = new Date('2026-11-20T17:00:00Z');
const NIGHT = new Date('2026-11-21T04:00:00Z');
const asked = (at: Date) => {
  const verdict = decideContact({
    channel: 'text',
    kind: 'single',
    lead: {},
    phone: '+12125550100',
    at,
    consents: [{ channel: 'text', kind: 'operator', at, expiresAt: null, revokedAt: null }],
    suppressions: [],
    touches: [],
    caps: DEFAULT_CONTACT_CAPS,
    numbers: DEFAULT_NUMBER_RULES,
    budget: { spentUsd: 0, capUsd: null, resetsAt: null },
    killSwitch: false,
    operator: null,
    lastInboundAt: null,
  });
  if (verdict.verdict === 'deny') throw new Error(verdict.rule);
  return askedFor(verdict, at);
};

it('says nothing of caps that were not checked', () => {
  const { verdict, rule, reason, evidence } = asked(NOON);
  expect([verdict, rule]).toEqual(['allow', 'window_open']);
  expect(reason).toBe(
    'Inside the contact hours wherever the lead may be. Caps and budgets are judged when it leaves.',
  );
  expect(evidence).toMatchObject({ zone_source: 'number', asked_for: NOON.toISOString() });
  expect(evidence).not.toHaveProperty('caps');
});

it('says until when the hours hold it', () => {
  expect(asked(NIGHT)).toMatchObject({
    verdict: 'hold',
    rule: 'quiet_hours',
    hold_until: '2026-11-21T13:00:00.000Z',
    evidence: { asked_for: NIGHT.toISOString() },
  });
});
