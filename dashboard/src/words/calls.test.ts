import { expect, it } from '@jest/globals';
import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { HELD_RULES } from '@ringback/shared/domain/reasons/held-rules.ts';
import { callWords, carrierWords, KNOWN_ORIGINS, whyCalled } from './calls.ts';

const call = {
  status: 'completed' as const,
  end_reason: null,
  answered_by: null,
  held_rule: null,
  held_reason: null,
  person_asked_at: null,
};
const context = { came: null, at: '10:55 AM', booked: null, talked: '3:12' };
const words = (more: Partial<Parameters<typeof callWords>[0]>, about = {}) =>
  callWords({ ...call, ...more }, { ...context, ...about }).words;

it('has words for every status, outcome, rule and origin', () => {
  const all = [
    ...CALL_STATUSES.filter((status) => status !== 'held').map((status) => words({ status })),
    ...OUTCOMES.map((outcome) => words({}, { came: { outcome, isReviewed: false } })),
    ...HELD_RULES.map((held_rule) => words({ status: 'held', held_rule })),
    ...KNOWN_ORIGINS.map((origin) => whyCalled({ direction: 'outbound', origin, dial: 1 })),
  ];
  for (const one of all) {
    expect(one).not.toBe('');
    expect(one).not.toMatch(/“|_|undefined|null/);
  }
});

it('shows a value that is too new as it is, in quotes', () => {
  expect(words({ status: 'teleported' as never })).toBe('“teleported”');
  expect(whyCalled({ direction: 'outbound', origin: 'dream', dial: 1 })).toBe('“dream”');
  expect(carrierWords('new-kind', null)).toBe('“new-kind”');
});

it('says how a call stands', () => {
  expect(words({ status: 'scheduled' })).toBe('Call at 10:55 AM');
  expect(words({ status: 'held', held_rule: 'quiet_hours' })).toBe(
    'Waits until 10:55 AM: it is night there',
  );
  expect(words({ status: 'held', held_rule: 'switched_off' }, { at: null })).toBe(
    'Waits: calls are stopped',
  );
  expect(words({ status: 'in_progress', person_asked_at: 'then' })).toBe('Asks for a person');
  expect(words({})).toBe('Talked, 3:12');
  expect(words({}, { booked: 'Tue 10:00' })).toBe('Booked Tue 10:00');
  expect(words({ answered_by: 'machine_end_beep' })).toBe('Voicemail');
  expect(words({}, { came: { outcome: null, isReviewed: true } })).toBe(
    'Nobody could tell: read it',
  );
  expect(words({ status: 'failed', end_reason: 'sip_404' })).toBe('Number does not exist');
  expect(words({ status: 'failed', end_reason: 'sip_503' })).toBe('Failed (503)');
  expect(words({ status: 'canceled', end_reason: 'suppressed' })).toBe('Taken back: opted out');
});

it('says which try it is', () => {
  expect(whyCalled({ direction: 'outbound', origin: 'redial', dial: 2 })).toBe(
    'Tried again, try 2',
  );
  expect(whyCalled({ direction: 'inbound', origin: 'inbound', dial: 1 })).toBe('Called us');
});
