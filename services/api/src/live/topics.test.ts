import { describe, expect, it } from '@jest/globals';
import { type LiveEvent, readEvent } from '@ringback/shared/events/live-event.ts';
import { callRow } from '@ringback/shared/testing/rows.ts';
import {
  consentRow,
  conversationRow,
  enrollmentRow,
  messageRow,
} from '@ringback/shared/testing/text-rows.ts';
import { mayHear, wants } from './topics.ts';

const TURN = {
  ...{ id: 1, call_sid: 'CA1', lead_id: 6, seq: 1, role: 'user', content: 'Hello.' },
  ...{ heard: true, generated: null, reply_ms: null, timestamp: '2026-11-20T17:00:00Z' },
};

const event = (topic: string, payload: object = {}): LiveEvent =>
  readEvent({ id: 1, topic, type: 'message.created', at: '2026-11-20T17:00:00Z', payload });

describe('topics', () => {
  it.each([
    [[], 'lead:6', true],
    [['lead:6'], 'lead:6', true],
    [['lead:6'], 'lead:66', false],
    [['lead'], 'lead:66', true],
    [['lead'], 'leader:66', false],
    [['call:'], 'call:abc', true],
    [['call:'], 'lead:6', false],
    [['call:', 'lead:6'], 'lead:6', true],
  ])('%j and %s: %s', (topics, topic, wanted) => {
    expect(wants(topics, event(topic))).toBe(wanted);
  });

  it('of a conversation are all of its texts, of a campaign all of its steps', () => {
    expect(wants(['message:c1'], event('message:c1'))).toBe(true);
    expect(wants(['message:c1'], event('message:c2'))).toBe(false);
    expect(wants(['campaign'], event('campaign_step:k1'))).toBe(false);
  });

  it('of a lead are also what belongs to the lead', () => {
    expect(wants(['lead:6'], event('message:abc', { lead_id: 6 }))).toBe(true);
    expect(wants(['lead:6'], event('message:abc', { lead_id: 7 }))).toBe(false);
    expect(wants(['lead:6'], event('message:abc', { lead_id: null }))).toBe(false);
  });
});

describe('a row that belongs to a lead', () => {
  it.each([
    ['message.created', messageRow({ lead_id: 6 })],
    ['conversation.updated', conversationRow({ lead_id: 6 })],
    ['enrollment.created', enrollmentRow({ lead_id: 6 })],
    ['consent.created', consentRow({ lead_id: 6 })],
    ['call.updated', callRow({ lead_id: 6 })],
    ['transcript.created', TURN],
  ])('is told to who looks at the lead: %s', (type, payload) => {
    const told = readEvent({ id: 1, topic: 'x:1', type, at: '2026-11-20T17:00:00Z', payload });
    expect(told.type).toBe(type);
    expect([wants(['lead:6'], told), wants(['lead:7'], told)]).toEqual([true, false]);
  });

  it('says nothing of what only the machinery needs', () => {
    const payload = { ...messageRow({ lead_id: 6 }), worker: 'w', request_hash: 'h' };
    const row = {
      id: 1,
      topic: 'x:1',
      type: 'message.updated',
      at: '2026-11-20T17:00:00Z',
      payload,
    };
    expect(JSON.stringify(readEvent(row))).not.toMatch(/worker|hash|fence|checks|claimed_at/);
  });
});

describe('an event in a shape that nobody has described', () => {
  it('becomes a hint with ids and nothing else', () => {
    const payload = {
      message_id: 'm1',
      lead_id: 6,
      body: 'secret words',
      lead_phone: '+12125550101',
    };
    expect(event('message:abc', payload).payload).toEqual({
      what: 'message.created',
      message_id: 'm1',
      lead_id: 6,
    });
  });
});

describe('what is private', () => {
  it('is heard by the one whose id the topic names, and by nobody else', () => {
    const read = { topic: 'conversation_read:ana' } as LiveEvent;
    expect([mayHear('ana', read), mayHear('ben', read)]).toEqual([true, false]);
    expect(mayHear('ben', { topic: 'conversation:7' } as LiveEvent)).toBe(true);
  });
});
