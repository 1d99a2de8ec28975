import { describe, expect, it } from '@jest/globals';
import { readToolCall } from './tool-call.ts';

describe('a tool call of a model', () => {
  it('is read with what the tool takes', () => {
    const given = { starts_at_local: '2026-11-24T10:00', words: ' Tuesday at ten ' };
    expect(readToolCall({ name: 'book_appointment', arguments: given })).toEqual({
      ok: true,
      call: {
        name: 'book_appointment',
        arguments: { starts_at_local: '2026-11-24T10:00', words: 'Tuesday at ten' },
      },
      ignored: [],
    });
  });

  it('cannot do more than the tool does', () => {
    const given = { name: 'Ana', phone: '+12025550143', lead_status: 'vip' };
    expect(readToolCall({ name: 'update_lead', arguments: given })).toEqual({
      ok: true,
      call: { name: 'update_lead', arguments: { name: 'Ana' } },
      ignored: ['phone', 'lead_status'],
    });
  });

  it.each([
    [
      'update_lead',
      { phone: '+12025550143', to: '+12025550143' },
      'update_lead does not fit: (root)',
    ],
    ['update_lead', { email: 'not an address' }, 'update_lead does not fit: email'],
    ['update_lead', { name: 'x'.repeat(121) }, 'update_lead does not fit: name'],
    [
      'book_appointment',
      { starts_at_local: 'tomorrow', words: 'x' },
      'book_appointment does not fit: starts_at_local',
    ],
    ['book_appointment', {}, 'book_appointment does not fit: starts_at_local, words'],
    ['hand_over', { reason: ' ' }, 'hand_over does not fit: reason'],
    ['stop', { words: 7 }, 'stop does not fit: words'],
    ['disqualify', { words: 'no', why: 'rude' }, 'disqualify does not fit: why'],
    ['disqualify', { why: 'not_interested' }, 'disqualify does not fit: words'],
  ] as const)('is refused where it does not fit: %s %j', (name, given, reason) => {
    expect(readToolCall({ name, arguments: given })).toEqual({ ok: false, reason });
  });

  it('brings nothing in through the prototype', () => {
    const given = JSON.parse('{"__proto__":{"email":"x@y.example"},"name":"Ana"}');
    expect(readToolCall({ name: 'update_lead', arguments: given })).toMatchObject({
      ok: true,
      call: { arguments: { name: 'Ana' } },
    });
  });
});
