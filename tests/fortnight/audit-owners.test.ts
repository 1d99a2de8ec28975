import { describe, expect, it } from '@jest/globals';
import { auditOwners } from './audit-owners.ts';
import type { Happening } from './rows.ts';
import type { Act } from './staff.ts';

const AT = new Date('2026-11-20T17:00:00Z');

/** What happened, in order: who owns the conversation, or what became of a message. */
const log = (...steps: Partial<Happening>[]): Happening[] =>
  steps.map((step, at) => ({
    ...{ id: at + 1, is_new: false, conversation_id: 'talk', owner: null, message_id: null },
    ...{ kind: null, notice: null, status: null, seq: null, answers: null },
    ...step,
  }));
const owner = (name: string) => ({ owner: name });
const reply = (status: string, change = {}) => ({
  ...{ message_id: 'reply', kind: 'reply', status, seq: 3, answers: 2 },
  ...change,
});
const human = (seq: number) => ({ message_id: 'human', kind: 'human', status: 'pending', seq });

const row = (id: string, change: object = {}) => ({
  ...{ id, conversation_id: 'talk', phone: '+12125551030', direction: 'outbound' },
  ...{ kind: 'human', body: 'Hello.', status: 'delivered', sid: `SM-${id}` },
  ...{ client_message_id: null, suppressed_reason: null, created_at: AT.toISOString() },
  ...change,
});
const wrote: Act = {
  ...{ conversationId: 'talk', phone: '+12125551030', kind: 'wrote' },
  ...{ at: AT, clientId: 'one' },
};

function found(happenings: Happening[], more: { messages?: unknown[]; acts?: Act[] } = {}) {
  const { messages = [row('human'), row('reply', { kind: 'reply' })], acts = [] } = more;
  const audited = auditOwners({
    happenings,
    messages: messages as Parameters<typeof auditOwners>[0]['messages'],
    acts,
    endsAt: new Date('2026-11-30T00:00:00Z'),
  });
  return Object.entries(audited)
    .filter(([, all]) => all.length > 0)
    .map(([name]) => name);
}

describe('the audit of owners', () => {
  it('has nothing to say of an answer that left before a person took over, nor of one after', () => {
    const before = log(owner('ai'), reply('pending'), reply('sending'), owner('human'), human(4));
    expect(found(before)).toEqual([]);
    const handedBack = log(owner('human'), owner('ai'), reply('pending'), reply('sending'));
    expect(found(handedBack)).toEqual([]);
  });

  it('sees an answer and a campaign’s text that left while a person had the conversation', () => {
    const over = log(owner('human'), reply('pending'), reply('sending'));
    expect(found(over)).toEqual(['talked_over_a_person']);
    const campaign = reply('sending', { kind: 'campaign', answers: null });
    expect(found(log(owner('human'), campaign))).toEqual(['talked_over_a_person']);
    expect(found(log(owner('human'), owner('ai'), campaign))).toEqual([]);
  });

  it('sees two answers to the same words, the person’s first', () => {
    const both = log(owner('human'), human(3), owner('ai'), reply('sending', { seq: 4 }));
    expect(found(both)).toEqual(['answered_by_both']);
    const newer = log(owner('human'), human(3), owner('ai'), reply('sending', { answers: 4 }));
    expect(found(newer)).toEqual([]);
  });

  it('lets a closing line pass that was written before the person was', () => {
    const closing = { notice: 'closing', kind: 'notice' };
    const line = (status: string) => reply(status, { ...closing, message_id: 'line' });
    expect(found(log(owner('ai'), line('pending'), human(4), line('sending')))).toEqual([]);
    expect(found(log(human(4), line('pending'), line('sending')))).toEqual(['answered_by_both']);
  });

  it('sees words of staff that were taken and never sent, or written twice', () => {
    const sent = row('human', { client_message_id: 'one' });
    expect(found([], { acts: [wrote], messages: [sent] })).toEqual([]);
    expect(found([], { acts: [wrote], messages: [] })).toEqual(['lost_words_of_staff']);
    expect(found([], { acts: [wrote], messages: [sent, sent] })).toEqual(['lost_words_of_staff']);
    const stuck = row('human', { client_message_id: 'one', sid: null, status: 'pending' });
    expect(found([], { acts: [wrote], messages: [stuck] })).toEqual(['lost_words_of_staff']);
  });
});
