import { describe, expect, it } from '@jest/globals';
import { readRetellWebhook, statusFromRetell } from './webhook.ts';

const call = (change: object = {}) => ({ call_id: 'call_1', ...change });

describe('Retell’s webhooks', () => {
  it('about a call are read, without undocumented fields', () => {
    const webhook = readRetellWebhook({
      event: 'call_ended',
      call: call({ from_number: '+12025550101', brand_new: 1, transcript_object: [] }),
    });
    expect(webhook).toEqual({
      kind: 'call',
      event: 'call_ended',
      call: { call_id: 'call_1', from_number: '+12025550101', transcript_object: [] },
    });
  });

  it('about a chat are its messages; tool calls between them are left out', () => {
    const said = { message_id: 'm1', role: 'user', content: 'Hello', created_timestamp: 1 };
    const webhook = readRetellWebhook({
      event: 'chat_ended',
      chat: {
        chat_id: 'chat_1',
        message_with_tool_calls: [said, { role: 'tool_call_invocation', name: 'book' }],
      },
    });
    expect(webhook).toMatchObject({ kind: 'chat', chat: { chat_id: 'chat_1', messages: [said] } });
  });

  it.each(['call_inbound', 'chat_inbound'] as const)(
    'in %s are questions about the caller',
    (event) => {
      const inbound = { from_number: '+12025550101', to_number: '+12025550190' };
      expect(readRetellWebhook({ event, [event]: inbound })).toEqual({ kind: event, inbound });
    },
  );

  it('in the payload of older clients are the text itself', () => {
    const text = { from_number: '+12025550101', to_number: '+12025550190', message: 'Hi' };
    expect(readRetellWebhook({ event: 'sms_inbound', sms_inbound: text })).toEqual({
      kind: 'sms_inbound',
      text,
    });
  });

  it('of an unknown kind are named, not refused', () => {
    expect(readRetellWebhook({ event: 'agent_dreamed' })).toEqual({
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
    expect(() => readRetellWebhook(body)).toThrow();
  });

  it('are not taken from a prototype', () => {
    const body = Object.create({
      sms_inbound: { from_number: '+1', to_number: '+1', message: '' },
    });
    body.event = 'sms_inbound';
    expect(() => readRetellWebhook(body)).toThrow();
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

describe('unusual data from Retell', () => {
  const ended = (change: object) => {
    const webhook = readRetellWebhook({ event: 'call_ended', call: call(change) });
    return webhook.kind === 'call' ? webhook.call : null;
  };

  it('does not lose a call over fields that are null or of another kind', () => {
    expect(
      ended({
        ...{ direction: null, from_number: null, to_number: 5, metadata: null },
        ...{ duration_ms: null, disconnection_reason: null, start_timestamp: 'soon' },
        transcript_object: null,
      }),
    ).toEqual({ call_id: 'call_1', left_out: ['to_number', 'start_timestamp'] });
  });

  it('does not lose words over an odd turn, or over tools between the turns', () => {
    const turns = ended({
      transcript_object: [
        { role: 'agent', content: 'Hello', words: [{ start: 0.5 }] },
        null,
        'a turn?',
        { role: 'user', content: null },
        { role: 'tool_call_invocation', tool_call_id: 't1', name: 'book', arguments: '{}' },
        { role: 'tool_call_result', tool_call_id: 't1', content: '{"ok":true}' },
        { role: 'node_transition', former_node_id: 'a' },
        { role: 'user', content: 'Tuesday, please', words: [{ start: null }, 'word'] },
        { role: 'agent', content: 'Done', words: null },
      ],
    })?.transcript_object;
    expect(turns).toEqual([
      { place: 1, role: 'agent', content: 'Hello', startsAt: 0.5 },
      { place: 3, role: 'user', content: 'Tuesday, please', startsAt: null },
      { place: 4, role: 'agent', content: 'Done', startsAt: null },
    ]);
  });

  it('leaves the words to the turns with tools, or to the plain text, where there is nothing else', () => {
    const said = [
      { place: 1, role: 'agent', content: 'Hello', startsAt: null },
      { place: 2, role: 'user', content: 'Hi\nthere', startsAt: null },
    ];
    const between = { role: 'tool_call_result', content: 'x' };
    const turns = [
      { role: 'agent', content: 'Hello' },
      between,
      { role: 'user', content: 'Hi\nthere' },
    ];
    expect(ended({ transcript_with_tool_calls: turns })?.transcript_object).toEqual(said);
    expect(
      ended({ transcript_object: null, transcript: 'Agent: Hello\nUser: Hi\nthere\n' })
        ?.transcript_object,
    ).toEqual(said);
  });

  it('does not lose a chat over a message without id or words', () => {
    const webhook = readRetellWebhook({
      event: 'chat_ended',
      chat: {
        chat_id: 'chat_1',
        metadata: null,
        message_with_tool_calls: [
          { message_id: null, role: 'user', content: 'Hello', created_timestamp: null },
          { message_id: 'm2', role: 'agent', content: null },
        ],
      },
    });
    expect(webhook).toMatchObject({
      chat: { messages: [{ message_id: 'chat_1#0', role: 'user', content: 'Hello' }] },
    });
  });

  it('does not prevent an answer to a withheld caller', () => {
    const inbound = { agent_id: null, from_number: null, to_number: '+12025550190' };
    expect(readRetellWebhook({ event: 'call_inbound', call_inbound: inbound })).toEqual({
      kind: 'call_inbound',
      inbound: { from_number: '', to_number: '+12025550190' },
    });
  });
});

it.each([8.64e15, 1e300, -1, 5e12])(
  'a call of another age (%s) keeps its words and no moment',
  (ms) => {
    const ended = { call_id: 'call_1', start_timestamp: ms, transcript: 'User: Hello.' };
    const webhook = readRetellWebhook({ event: 'call_ended', call: ended });
    expect(webhook).toMatchObject({
      call: { left_out: ['start_timestamp'], transcript_object: [{ content: 'Hello.' }] },
    });
    expect(Object(webhook).call.start_timestamp).toBeUndefined();
  },
);
