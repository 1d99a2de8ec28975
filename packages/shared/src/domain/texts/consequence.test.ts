import { describe, expect, it } from '@jest/globals';
import type { AfterTextError } from './after-text-error.ts';
import { type Consequence, consequenceOf } from './consequence.ts';

const at = new Date('2026-11-20T17:00:00Z');
const inHours = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
const retry = (hours: number) => ({ retry_at: inHours(hours).toISOString() });

const rest = (hours: number) => ({ ...retry(hours), rest_until: inHours(hours).toISOString() });

const CASES: readonly (readonly [AfterTextError, Consequence['next'], Consequence['alarm']])[] = [
  [{ kind: 'bad_number' }, { stop: 'bad_number' }, null],
  [{ kind: 'not_textable' }, { stop: 'not_textable' }, null],
  [{ kind: 'filtered' }, { stop: 'filtered' }, null],
  [{ kind: 'unreachable', retryAt: inHours(1) }, retry(1), null],
  [{ kind: 'unreachable', retryAt: null }, { stop: 'unreachable' }, null],
  [{ kind: 'retry_later', retryAt: inHours(2) }, retry(2), null],
  [{ kind: 'replan', zoneMismatch: false }, retry(0), null],
  [{ kind: 'replan', zoneMismatch: true }, retry(10), null],
  [{ kind: 'slow_down', until: inHours(3) }, rest(3), null],
  [
    { kind: 'sender_not_ready', problem: 'being_configured', retryAt: inHours(3) },
    rest(3),
    'pause_campaign',
  ],
  [
    { kind: 'sender_not_ready', problem: 'a2p_unregistered', retryAt: null },
    rest(1),
    'pause_campaign',
  ],
  [{ kind: 'config' }, retry(1), 'pause_campaign'],
  [{ kind: 'stop_sending' }, retry(1), 'stop_texts'],
  [{ kind: 'stop_conversation' }, { stop: 'stop_conversation' }, 'pause_conversation'],
  [{ kind: 'rejected' }, {}, null],
  [{ kind: 'give_up' }, {}, null],
  [{ kind: 'warning' }, {}, null],
  [{ kind: 'reconcile' }, {}, null],
];

describe('what follows from a failure', () => {
  it.each(CASES)('%j', (after, next, alarm) => {
    expect(consequenceOf(after, { at, optOutScope: 'all' })).toEqual({ next, alarm });
  });

  it('suppresses as much as the settings say for a certain opt-out, and texts alone for a presumed one', () => {
    const scope = (certain: boolean, optOutScope: 'all' | 'sms') =>
      consequenceOf({ kind: 'opted_out', certain }, { at, optOutScope }).next.suppress?.scope;
    expect([scope(true, 'all'), scope(true, 'sms'), scope(false, 'all')]).toEqual([
      'all',
      'sms',
      'sms',
    ]);
  });
});
