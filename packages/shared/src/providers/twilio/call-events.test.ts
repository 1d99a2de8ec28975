import { describe, expect, it } from '@jest/globals';
import { readAmdEvent, readStatusEvent } from './call-events.ts';
import { TWILIO_CALL_WORDS } from './call-words.ts';

const CallSid = `CA${'a'.repeat(32)}`;

describe('reading a status callback', () => {
  it('takes seconds from CallDuration, not minutes from Duration', () => {
    const event = readStatusEvent(
      { CallSid, CallStatus: 'completed', SequenceNumber: '3', CallDuration: '49', Duration: '1' },
      'id',
    );
    expect(event).toMatchObject({
      status: 'completed',
      sequence: 3,
      duration_seconds: 49,
      call_id: 'id',
    });
  });

  it.each([
    ['initiated', 'queued'],
    ['in-progress', 'in_progress'],
    ['no-answer', 'no_answer'],
    ['something-new', undefined],
  ])('reads %s as %s', (word, status) => {
    expect(readStatusEvent({ CallSid, CallStatus: word }, undefined).status).toBe(status);
  });

  it('refuses a form without a call', () => {
    expect(() => readStatusEvent({ CallStatus: 'ringing' }, undefined)).toThrow();
    expect(() => readStatusEvent({ CallSid: 'CA1', CallStatus: 'ringing' }, undefined)).toThrow();
  });
});

describe('reading a verdict about a machine', () => {
  it.each([
    ['human', false],
    ['unknown', false],
    ['machine_start', true],
    ['machine_end_beep', true],
    ['fax', true],
  ])('%s means machine: %s', (word, machine) => {
    const event = readAmdEvent({ CallSid, AnsweredBy: word }, undefined);
    expect(TWILIO_CALL_WORDS.isMachine(event.answered_by)).toBe(machine);
  });
});
