import { expect, it } from '@jest/globals';
import { leadNext } from './lead-next.ts';
import type { StoryEntry } from './story-rows.ts';

const facts = {
  isClosed: false,
  entries: [] as StoryEntry[],
  enrollments: [],
  campaignName: () => 'Winter trade-in',
  whenThere: (iso: string) => iso,
};
const step = {
  status: 'active',
  next_step: 2,
  next_message_at: '2026-12-01T17:00:00Z',
  held_until: null,
  held_rule: null,
  campaign_id: 'c',
};
const call = (held_rule: string | null) =>
  ({
    kind: 'call',
    at: '2026-12-01T10:00:00Z',
    call: {
      status: held_rule ? 'held' : 'scheduled',
      run_at: '2026-12-01T12:00:00Z',
      held_until: null,
      held_rule,
    },
  }) as unknown as StoryEntry;

it.each([
  ['nothing at all', facts, 'nothing is planned.'],
  [
    'a closed number',
    { ...facts, isClosed: true },
    'nothing. Only they can lift this, by writing START.',
  ],
  [
    'a step',
    { ...facts, enrollments: [step] },
    'step 2 of Winter trade-in at 2026-12-01T17:00:00Z.',
  ],
  [
    'what comes first',
    { ...facts, enrollments: [step], entries: [call(null)] },
    'a call at 2026-12-01T12:00:00Z.',
  ],
  [
    'what waits, and why',
    { ...facts, entries: [call('quiet_hours')] },
    'a call waits until 2026-12-01T12:00:00Z: it is night there.',
  ],
  [
    'follow-ups that rest',
    { ...facts, enrollments: [{ ...step, status: 'paused' }] },
    'follow-ups wait while they talk.',
  ],
])('says %s', (_, given, words) => {
  expect(leadNext(given).words).toBe(words);
});

it('asks for a person where it waits for ever otherwise', () => {
  expect(leadNext({ ...facts, entries: [call('unknown_zone')] }).needs).toBe(true);
});
