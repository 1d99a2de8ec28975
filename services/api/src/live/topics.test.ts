import { describe, expect, it } from '@jest/globals';
import { type LiveEvent, readEvent } from '@ringback/shared/events/live-event.ts';
import { wants } from './topics.ts';

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

  it('of a lead are also what belongs to the lead', () => {
    expect(wants(['lead:6'], event('message:abc', { lead_id: 6 }))).toBe(true);
    expect(wants(['lead:6'], event('message:abc', { lead_id: 7 }))).toBe(false);
    expect(wants(['lead:6'], event('message:abc', { lead_id: null }))).toBe(false);
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
