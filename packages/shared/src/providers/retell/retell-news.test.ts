import { describe, expect, it } from '@jest/globals';
import { readRetellNews, statusFromRetell } from './retell-news.ts';

const call = (change: object = {}) => ({ call_id: 'call_1', ...change });

describe('what Retell tells', () => {
  it('of a call is read, with fields that nobody has announced left out', () => {
    const news = readRetellNews({
      event: 'call_ended',
      call: call({ from_number: '+12025550101', brand_new: 1, transcript_object: [] }),
    });
    expect(news).toEqual({
      kind: 'call',
      event: 'call_ended',
      call: { call_id: 'call_1', from_number: '+12025550101', transcript_object: [] },
    });
  });

  it('of a chat are its messages; tool calls between them are nobody’s words', () => {
    const said = { message_id: 'm1', role: 'user', content: 'Hello', created_timestamp: 1 };
    const news = readRetellNews({
      event: 'chat_ended',
      chat: {
        chat_id: 'chat_1',
        message_with_tool_calls: [said, { role: 'tool_call_invocation', name: 'book' }],
      },
    });
    expect(news).toMatchObject({ kind: 'chat', chat: { chat_id: 'chat_1', messages: [said] } });
  });

  it.each(['call_inbound', 'chat_inbound'] as const)('in %s is who asks', (event) => {
    const inbound = { from_number: '+12025550101', to_number: '+12025550190' };
    expect(readRetellNews({ event, [event]: inbound })).toEqual({ kind: event, inbound });
  });

  it('in the payload of older clients is the text itself', () => {
    const text = { from_number: '+12025550101', to_number: '+12025550190', message: 'Hi' };
    expect(readRetellNews({ event: 'sms_inbound', sms_inbound: text })).toEqual({
      kind: 'sms_inbound',
      text,
    });
  });

  it('and nobody knows is named, not refused', () => {
    expect(readRetellNews({ event: 'agent_dreamed' })).toEqual({
      kind: 'other',
      event: 'agent_dreamed',
    });
  });

  it.each([
    [null],
    [[]],
    [{}],
    [{ event: 1 }],
    [{ event: 'sms_inbound' }],
    [{ event: 'call_inbound', call_inbound: { from_number: '+12025550101' } }],
    [{ event: 'call_ended', call: {} }],
    [{ event: 'call_ended', call: { call_id: 'x'.repeat(51) } }],
    [{ event: 'chat_ended', chat: 'chat_1' }],
  ])('%j does not fit', (body) => {
    expect(() => readRetellNews(body)).toThrow();
  });

  it('is not taken from a prototype', () => {
    const body = Object.create({
      sms_inbound: { from_number: '+1', to_number: '+1', message: '' },
    });
    body.event = 'sms_inbound';
    expect(() => readRetellNews(body)).toThrow();
  });
});

describe('the end of a call', () => {
  it.each([
    ['call_started', {}, 'in_progress'],
    ['call_ended', { disconnection_reason: 'user_hangup', call_status: 'ended' }, 'completed'],
    ['call_ended', { disconnection_reason: 'dial_busy', call_status: 'not_connected' }, 'busy'],
    ['call_ended', { disconnection_reason: 'dial_no_answer' }, 'no_answer'],
    ['call_ended', { disconnection_reason: 'user_declined' }, 'no_answer'],
    ['call_ended', { disconnection_reason: 'voicemail_reached' }, 'completed'],
    ['call_ended', { disconnection_reason: 'dial_failed', call_status: 'not_connected' }, 'failed'],
    ['call_ended', { disconnection_reason: 'error_asr', call_status: 'error' }, 'failed'],
    ['call_ended', { disconnection_reason: 'constructor', call_status: 'ended' }, 'completed'],
    ['call_analyzed', { call_status: 'ended' }, 'completed'],
    ['transcript_updated', {}, undefined],
  ] as const)('%s with %j is %s', (event, change, status) => {
    expect(statusFromRetell(event, { call_id: 'x', ...change })).toBe(status);
  });
});
