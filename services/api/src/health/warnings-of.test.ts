import { expect, it } from '@jest/globals';
import { warningsOf } from './warnings-of.ts';

type Found = Parameters<typeof warningsOf>[0];

const QUIET: Found = {
  texts: {
    waiting: {},
    on_the_way: {},
    sent_last_hour: 0,
    filtered_last_hour: 0,
    failed_last_hour: 0,
    oldest_due_seconds: 0,
    oldest_step_seconds: 0,
    oldest_unknown_seconds: 0,
    oldest_reply_seconds: 0,
    oldest_unjudged_seconds: 0,
    last_inbound_at: null,
    last_callback_at: null,
    last_sent_at: null,
    found_last_hour: 0,
    inbound_looked_seconds: null,
    inbound_unread: null,
    switched_off: false,
  },
  waiting: { for_person_seconds: 0, for_judge_seconds: 0, to_review: 0 },
  resting: [],
  switches: [],
  budgets: [],
  isProcessorGone: false,
  callbackSilence: null,
  sentSince: null,
};

const withTexts = (texts: Partial<Found['texts']>, more: Partial<Found> = {}): Found => ({
  ...QUIET,
  ...more,
  texts: { ...QUIET.texts, ...texts },
});

it('an idle system has no warnings', () => {
  expect(warningsOf(QUIET)).toEqual([]);
});

it.each<[warning: string, found: Found]>([
  ['processor_not_running', { ...QUIET, isProcessorGone: true }],
  ['inbound_webhooks_lost', withTexts({ found_last_hour: 1 })],
  ['inbound_look_overdue', withTexts({ inbound_looked_seconds: 901 })],
  ['inbound_not_read', withTexts({ inbound_unread: 'not_read_yet' })],
  ['texts_overdue', withTexts({ oldest_step_seconds: 301 })],
  ['texts_overdue', withTexts({ oldest_due_seconds: 301 })],
  ['person_awaited', { ...QUIET, waiting: { ...QUIET.waiting, for_person_seconds: 1_801 } }],
  ['analyses_overdue', { ...QUIET, waiting: { ...QUIET.waiting, for_judge_seconds: 901 } }],
  ['budget_nearly_spent', { ...QUIET, budgets: [{ used: 0.2 }, { used: 1 }] }],
  ['texts_switched_off', { ...QUIET, switches: [{ name: 'stop_texts', is_on: true }] }],
  ['calls_switched_off', { ...QUIET, switches: [{ name: 'stop_calls', is_on: true }] }],
])('%s', (warning, found) => {
  expect(warningsOf(found)).toEqual([warning]);
});

it('stopping everything stops texts and calls', () => {
  const switches: Found['switches'] = [{ name: 'stop_all', is_on: true }];
  expect(warningsOf({ ...QUIET, switches })).toEqual(['texts_switched_off', 'calls_switched_off']);
});

it('a carrier is silent only if a report on accepted texts is due', () => {
  const silent = (callbackSilence: number | null, sentSince: number | null, sent = 1) =>
    warningsOf(withTexts({ sent_last_hour: sent }, { callbackSilence, sentSince }));
  expect(silent(1_000, 10)).toEqual(['webhooks_silent']);
  expect(silent(null, 10)).toEqual(['webhooks_silent']);
  expect(silent(900, 10)).toEqual([]);
  expect(silent(1_000, 10, 0)).toEqual([]);
  expect(silent(1_000, null)).toEqual([]);
});
