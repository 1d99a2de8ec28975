import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { afterFailure } from './after-failure.ts';

const MINUTE = 60_000;
const now = new Date('2026-11-20T18:00:00Z');

function after(
  error: AppError,
  { attempt = 1, endedMinutesAgo = 1, restsUntil = null as Date | null } = {},
) {
  const endedAt = new Date(now.getTime() - endedMinutesAgo * MINUTE);
  return afterFailure({ error, attempt, attempts: 4, endedAt, now, restsUntil });
}

const unavailable = (facts: Record<string, unknown>) =>
  new AppError('provider_unavailable', 'not now', { facts });
const rejected = new AppError('provider_rejected', 'no', { facts: { reason: 'invalid_api_key' } });

describe('a judge that could not be asked', () => {
  it.each([1, 2, 3])('is retried after attempt %i', (attempt) => {
    expect(after(unavailable({ reason: 'timeout' }), { attempt })).toEqual({ kind: 'retry' });
  });

  it('leaves the conversation to a person after the last attempt', () => {
    expect(after(unavailable({ reason: 'timeout' }), { attempt: 4 })).toEqual({
      kind: 'give_up',
      failure: 'unavailable: timeout',
      alert: false,
    });
  });

  it('leaves it to a person at once, with an alert, where a retry is hopeless', () => {
    expect(after(rejected)).toEqual({
      kind: 'give_up',
      failure: 'rejected: invalid_api_key',
      alert: true,
    });
  });

  it('treats a fault on our side like any other failure', () => {
    const bug = AppError.from(new TypeError('oops'));
    expect(after(bug)).toEqual({ kind: 'retry' });
    expect(after(bug, { attempt: 4 })).toMatchObject({ failure: 'unavailable: internal' });
  });

  it.each([
    [7_000, 7_000],
    [undefined, 5_000],
    [0, 1_000],
    [3_600_000, 60_000],
  ])('waits for a busy judge that answered %p for %i ms', (retryAfterMs, ms) => {
    const crowded = unavailable({ reason: 'rate_limited', retryAfterMs });
    expect(after(crowded, { attempt: 4 })).toEqual({
      kind: 'wait',
      until: new Date(now.getTime() + ms),
    });
  });

  it.each([
    ['away', unavailable({ reason: 'server_error', trouble: 'away' })],
    ['out of credit', new AppError('provider_rejected', 'no', { facts: { trouble: 'account' } })],
  ])('makes all conversations wait during an outage: %s', (_why, error) => {
    const restsUntil = new Date(now.getTime() + MINUTE);
    const waits = { kind: 'wait', until: restsUntil };
    expect(after(error, { attempt: 4, endedMinutesAgo: 600, restsUntil })).toEqual(waits);
  });

  it('leaves a conversation that alone gets no answer to a person, even while the model is paused', () => {
    const error = new AppError('provider_rejected', 'no', {
      facts: { reason: 'bad_request', trouble: 'request' },
    });
    const restsUntil = new Date(now.getTime() + MINUTE);
    expect(after(error, { restsUntil })).toMatchObject({ kind: 'give_up' });
  });

  it('waits no longer than the deadline of an outcome', () => {
    const crowded = unavailable({ reason: 'rate_limited', retryAfterMs: 1_000 });
    expect(after(crowded, { endedMinutesAgo: 6 })).toEqual({ kind: 'retry' });
    expect(after(crowded, { endedMinutesAgo: 6, attempt: 4 })).toMatchObject({ kind: 'give_up' });
  });
});
