import { describe, expect, it } from '@jest/globals';
import { type AfterTextError, afterTextError } from '../../domain/texts/after-text-error.ts';
import { TWILIO_TEXT_ERRORS } from './text-errors.ts';

const at = new Date('2026-11-20T17:00:00Z');
const inMinutes = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

const after = (code: number | null, failures = 1, httpStatus?: number) =>
  afterTextError({ error: TWILIO_TEXT_ERRORS.meaningOf({ code, httpStatus }), failures, at });

const CODES: readonly (readonly [code: number, next: AfterTextError])[] = [
  [14107, { kind: 'stop_conversation' }],
  [20003, { kind: 'stop_sending' }],
  [20429, { kind: 'slow_down', until: inMinutes(2 / 60) }],
  [20500, { kind: 'reconcile' }],
  [20503, { kind: 'reconcile' }],
  [21211, { kind: 'bad_number' }],
  [21212, { kind: 'config' }],
  [21408, { kind: 'config' }],
  [21601, { kind: 'config' }],
  [21602, { kind: 'rejected' }],
  [21603, { kind: 'rejected' }],
  [21604, { kind: 'rejected' }],
  [21606, { kind: 'config' }],
  [21608, { kind: 'config' }],
  [21610, { kind: 'opted_out', certain: true }],
  [21611, { kind: 'slow_down', until: inMinutes(10) }],
  [21612, { kind: 'not_textable' }],
  [21614, { kind: 'not_textable' }],
  [21617, { kind: 'rejected' }],
  [21620, { kind: 'rejected' }],
  [21623, { kind: 'rejected' }],
  [21703, { kind: 'config' }],
  [21704, { kind: 'config' }],
  [21705, { kind: 'config' }],
  [30001, { kind: 'slow_down', until: inMinutes(10) }],
  [30002, { kind: 'stop_sending' }],
  [30003, { kind: 'unreachable', retryAt: inMinutes(45) }],
  [30004, { kind: 'opted_out', certain: false }],
  [30005, { kind: 'unreachable', retryAt: inMinutes(360) }],
  [30006, { kind: 'not_textable' }],
  [30007, { kind: 'filtered' }],
  [30008, { kind: 'retry_later', retryAt: inMinutes(15) }],
  [30017, { kind: 'retry_later', retryAt: inMinutes(10) }],
  [30022, { kind: 'slow_down', until: inMinutes(5) }],
  [30023, { kind: 'slow_down', until: new Date('2026-11-21T08:00:00Z') }],
  [30024, { kind: 'sender_not_ready', problem: 'not_provisioned', retryAt: null }],
  [30025, { kind: 'warning' }],
  [30026, { kind: 'warning' }],
  [30027, { kind: 'slow_down', until: new Date('2026-11-21T08:00:00Z') }],
  [30032, { kind: 'sender_not_ready', problem: 'toll_free_unverified', retryAt: null }],
  [30033, { kind: 'sender_not_ready', problem: 'campaign_suspended', retryAt: null }],
  [30034, { kind: 'sender_not_ready', problem: 'a2p_unregistered', retryAt: null }],
  [30035, { kind: 'sender_not_ready', problem: 'being_configured', retryAt: inMinutes(180) }],
  [30036, { kind: 'replan', zoneMismatch: false }],
  [30047, { kind: 'replan', zoneMismatch: true }],
  [30410, { kind: 'give_up' }],
  [30450, { kind: 'retry_later', retryAt: inMinutes(30) }],
  [30610, { kind: 'replan', zoneMismatch: true }],
  [30893, { kind: 'sender_not_ready', problem: 'registration_text', retryAt: null }],
  [30909, { kind: 'sender_not_ready', problem: 'registration_text', retryAt: null }],
  [30923, { kind: 'sender_not_ready', problem: 'registration_text', retryAt: null }],
  [63017, { kind: 'slow_down', until: inMinutes(1) }],
  [63038, { kind: 'slow_down', until: inMinutes(24 * 60) }],
];

describe('after a text that did not arrive', () => {
  it.each(CODES)('the carrier’s %i calls for %j', (code, next) => {
    expect(after(code)).toEqual(next);
  });

  it.each([
    [30003, { kind: 'unreachable', retryAt: null }],
    [30005, { kind: 'bad_number' }],
    [30008, { kind: 'give_up' }],
  ])('a second %i is the last', (code, next) => {
    expect(after(code, 2)).toEqual(next);
  });

  it('a congested network is tried three times', () => {
    expect([1, 2, 3, 4].map((failures) => after(30017, failures).kind)).toEqual([
      'retry_later',
      'retry_later',
      'retry_later',
      'give_up',
    ]);
  });

  it('one request too many waits twice as long each time, and never more than ten minutes', () => {
    const waits = [1, 2, 3, 30].map((failures) => after(20429, failures));
    expect(waits).toEqual(
      [2, 4, 8, 600].map((seconds) => ({ kind: 'slow_down', until: inMinutes(seconds / 60) })),
    );
  });

  it('an unknown code is never sent again by itself', () => {
    expect(after(21_999)).toEqual({ kind: 'rejected' });
    expect(after(30_999)).toEqual({ kind: 'give_up' });
    expect(after(99_999)).toEqual({ kind: 'give_up' });
    expect(after(null)).toEqual({ kind: 'give_up' });
  });

  it('an HTTP answer without a code is refused, busy or unknown', () => {
    expect(after(null, 1, 429).kind).toBe('slow_down');
    expect(after(null, 1, 502)).toEqual({ kind: 'reconcile' });
    expect(after(null, 1, 400)).toEqual({ kind: 'give_up' });
    expect(after(21_999, 1, 503)).toEqual({ kind: 'reconcile' });
  });
});
