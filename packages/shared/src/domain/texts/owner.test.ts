import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterEvent,
  aiMaySpeak,
  OWNER_EVENTS,
  OWNERS,
  type Owner,
  ownersMovedBy,
} from './owner.ts';

const event = fc.constantFrom(...OWNER_EVENTS);
const run = (events: readonly (typeof OWNER_EVENTS)[number][], start: Owner = 'ai') => {
  let owner = start;
  for (const one of events) owner = afterEvent(owner, one).owner;
  return owner;
};

describe('who owns a conversation', () => {
  it('is a human from their first text on, whatever the AI was about to say', () => {
    expect(afterEvent('ai', 'human_sent')).toEqual({
      owner: 'human',
      effects: { discardDrafts: true, pauseEnrollments: true, answer: false },
    });
  });

  it('stays a human when the lead replies, and the AI keeps quiet', () => {
    expect(afterEvent('human', 'lead_replied')).toMatchObject({
      owner: 'human',
      effects: { answer: false, pauseEnrollments: true },
    });
  });

  it('is the AI again when it is handed back, and then it answers', () => {
    expect(afterEvent('human', 'hand_back')).toMatchObject({
      owner: 'ai',
      effects: { answer: true },
    });
    expect(afterEvent('paused', 'hand_back')).toMatchObject({ owner: 'ai' });
    expect(afterEvent('closed', 'hand_back')).toMatchObject({ owner: 'closed' });
  });

  it('answers a reply and throws away what was drafted before it', () => {
    expect(afterEvent('ai', 'lead_replied')).toEqual({
      owner: 'ai',
      effects: { discardDrafts: true, pauseEnrollments: true, answer: true },
    });
  });

  it('is nobody while a text is held', () => {
    expect(run(['held', 'lead_replied'])).toBe('paused');
    expect(ownersMovedBy('held')).toEqual(['ai']);
  });

  it('is nobody after an opt-out, whoever had it', () => {
    for (const owner of OWNERS) expect(afterEvent(owner, 'opted_out').owner).toBe('closed');
    expect(run(['opted_out', 'lead_replied', 'hand_back'])).toBe('closed');
  });

  it('reopens with a late reply', () => {
    expect(run(['closed', 'reopened'])).toBe('ai');
    expect(ownersMovedBy('reopened')).toEqual(['closed']);
  });

  it('does not hand over twice without a human in between', () => {
    expect(ownersMovedBy('escalated')).toEqual(['ai']);
  });

  it('never comes back to the AI from a human but by a person’s or a late lead’s doing', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const sinceHuman = events.slice(events.lastIndexOf('take_over'));
        if (!sinceHuman.includes('take_over')) return;
        const back = sinceHuman.includes('hand_back') || sinceHuman.includes('reopened');
        if (!back) expect(aiMaySpeak(run(events))).toBe(false);
      }),
    );
  });

  it('never answers unless the AI owns it afterwards', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OWNERS), event, (owner, one) => {
        const after = afterEvent(owner, one);
        if (after.effects.answer) expect(aiMaySpeak(after.owner)).toBe(true);
      }),
    );
  });
});
