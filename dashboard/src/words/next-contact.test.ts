import { expect, it } from '@jest/globals';
import { type NextContact, nextContactWords } from './next-contact.ts';

const facts = {
  isClosed: false,
  campaignName: () => 'Winter trade-in',
  whenThere: (iso: string) => iso.slice(11, 16),
};
const next = (change: Partial<NextContact> = {}): NextContact => ({
  at: '2026-12-01T17:00:00Z',
  channel: 'call',
  what: 'call',
  rule: null,
  is_held: false,
  campaign_id: null,
  step: null,
  ...change,
});
const step: Partial<NextContact> = { channel: 'text', what: 'step', step: 2, campaign_id: 'c' };
const held = (rule: string) => ({ is_held: true, rule });

it.each([
  [null, 'Nothing planned'],
  [next(), 'Call at 17:00'],
  [next({ ...step }), 'Step 2 of Winter trade-in at 17:00'],
  [next({ what: 'text', channel: 'text' }), 'Text at 17:00'],
  [next(held('quiet_hours')), 'Call waits until 17:00: it is night there'],
  [next(held('unknown_zone')), 'Call waits: time zone unknown: set it'],
  [next({ what: 'reply' }), 'AI answers now'],
  [next({ what: 'person', at: null, rule: 'awaits_human' }), 'Waits for a person'],
  [next({ what: 'person', at: null, rule: 'unclear' }), 'Waits for somebody to look'],
  [next({ what: 'paused', at: null }), 'Follow-ups wait while they talk'],
] as const)('%j: %s', (given, words) => {
  expect(nextContactWords(given, facts).words).toBe(words);
});

it('is never where the lead is not to be contacted', () => {
  expect(nextContactWords(next(), { ...facts, isClosed: true }).words).toBe('Never');
});

it('asks for a person where it waits for ever otherwise', () => {
  expect(nextContactWords(next(held('unknown_zone')), facts).needs).toBe(true);
  expect(nextContactWords(next(held('quiet_hours')), facts).needs).toBe(false);
});
