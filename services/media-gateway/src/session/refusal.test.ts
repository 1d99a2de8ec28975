import { describe, expect, it, jest } from '@jest/globals';
import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { DurableWriter } from '../record/durable-writer.ts';
import { createRefusal } from './refusal.ts';

function setup() {
  const optOut = jest.fn<DurableWriter['optOut']>(async () => true);
  const call = { id: 'c1', lead_phone: '+12125550100' } as OpenedSession['call'];
  const refusal = createRefusal({ optOut }, call);
  return { refusal, scopes: () => optOut.mock.calls.map(([{ scope }]) => scope) };
}

describe('an opt-out on a call', () => {
  it.each([
    ['Please do not call me again.', 'all', true],
    ['Stop calling me! Just text me.', 'voice', true],
    ['Dont call, just text.', 'voice', true],
    // A lead who wants calls in place of texts stays on the call.
    ['Stop texting me, call me instead.', 'sms', false],
  ])('"%s" closes %s; ends the call: %s', (words, scope, ends) => {
    const { refusal, scopes } = setup();
    expect(refusal.noticedIn(words)).toBe(ends);
    expect(scopes()).toEqual([scope]);
  });

  it('is recorded once, however often it is said', () => {
    const { refusal, scopes } = setup();
    expect(refusal.noticedIn('Do not call me, text me.')).toBe(true);
    expect(refusal.noticedIn('I said: do not call me, text me.')).toBe(false);
    void refusal.record('spoken', 'do not call me, text me');
    expect(scopes()).toEqual(['voice']);
  });

  it('is widened when the lead refuses more, and never narrowed', () => {
    const { refusal, scopes } = setup();
    refusal.noticedIn('Do not call me, text me.');
    expect(refusal.noticedIn('No. Never contact me again.')).toBe(true);
    refusal.noticedIn('Do not call me, text me.');
    expect(scopes()).toEqual(['voice', 'all']);
  });

  it('of one channel and then of the other closes both', () => {
    const { refusal, scopes } = setup();
    refusal.noticedIn('Stop texting me, call me instead.');
    refusal.noticedIn('Oh, do not call me either, text me.');
    expect(scopes()).toEqual(['sms', 'all']);
  });

  it('by key closes all channels', () => {
    const { refusal, scopes } = setup();
    void refusal.record('keypad', 'pressed 9');
    expect(scopes()).toEqual(['all']);
  });

  it('is not found in other words', () => {
    const { refusal, scopes } = setup();
    expect(refusal.noticedIn('Call me tomorrow, please.')).toBe(false);
    expect(scopes()).toEqual([]);
  });
});
