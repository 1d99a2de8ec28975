import { describe, expect, it } from '@jest/globals';
import { auditEnds } from './audit-ends.ts';

const PHONE = '+12125551030';
const BEGAN = '2026-11-20T17:00:00.000Z';
const ENDED = '2026-11-20T18:00:00.000Z';
const BACK = new Date('2026-11-22T17:00:00.000Z');

const talk = (change: object = {}) => ({
  id: 'talk',
  phone: PHONE,
  owner: 'closed',
  last_inbound_seq: 2,
  last_activity_at: BEGAN,
  conversion_status: 'success',
  ended_at: ENDED,
  end_reason: 'goal_reached',
  reopened_at: null,
  handed_over_at: null,
  ...change,
});
const text = (change: object = {}) => ({
  id: 'text',
  conversation_id: 'talk',
  phone: PHONE,
  direction: 'inbound',
  kind: 'inbound',
  body: 'Tuesday at ten works for me',
  status: 'received',
  sid: 'SM1',
  client_message_id: null,
  suppressed_reason: null,
  created_at: BEGAN,
  ...change,
});
const judged = (change: object = {}) => ({
  conversation_id: 'talk',
  call_id: null,
  status: 'done',
  outcome: 'success',
  outcome_quote: 'Tuesday at ten works for me',
  facts: [],
  failure: null,
  updated_at: ENDED,
  ...change,
});
const cameBack = { phone: PHONE, conversationId: 'talk', at: BACK, words: 'Sorry!', asks: true };
const late = text({ id: 'late', body: 'Sorry!', created_at: BACK.toISOString() });
const answer = text({
  ...{ id: 'answer', direction: 'outbound', kind: 'reply', body: 'Hello.' },
  created_at: BACK.toISOString(),
});

type Known = Parameters<typeof auditEnds>[0];

function found(change: Partial<Known> = {}) {
  const known: Known = {
    conversations: [talk()],
    messages: [text()],
    analyses: [judged()],
    appointments: [{ conversation_id: 'talk', call_id: null }],
    enrollments: [],
    wrote: new Map([[PHONE, ['Tuesday at ten works for me', 'Sorry!']]]),
    storyOf: () => 'text-books',
    staffed: new Set(),
    closings: [],
    refusedAloud: new Set(),
    returns: [],
    wroteMore: new Set(),
    noResponseDays: 2,
    awayMs: () => 0,
    endsAt: new Date('2026-11-30T00:00:00Z'),
    ...change,
  };
  return Object.entries(auditEnds(known))
    .filter(([, all]) => all.length > 0)
    .map(([name]) => name);
}

describe('the audit of endings', () => {
  it('has nothing to say of a booking that was lived, said and judged', () => {
    expect(found()).toEqual([]);
  });

  it('sees words that nobody judged, or judged before they were all said', () => {
    expect(found({ analyses: [] })).toEqual(['unjudged']);
    expect(found({ analyses: [judged({ updated_at: BEGAN })] })).toEqual(['unjudged']);
    const silence = [talk({ conversion_status: 'no_response', end_reason: 'silent' })];
    expect(found({ conversations: silence, messages: [], analyses: [] })).toEqual([]);
  });

  it('sees an ending without a reason or an outcome, unless a person was asked to look', () => {
    const bare = [talk({ end_reason: null })];
    expect(found({ conversations: bare })).toEqual(['ends_unexplained']);
    const open = [talk({ conversion_status: null, end_reason: 'silent' })];
    expect(found({ conversations: open })).toEqual(['ends_unexplained']);
    const review = judged({ status: 'needs_review', outcome: null, failure: 'refused' });
    expect(found({ conversations: open, analyses: [review] })).toEqual([]);
  });

  it('sees a quote, a fact and an outcome without words of the lead', () => {
    const quote = judged({ outcome_quote: 'I would love to' });
    expect(found({ analyses: [quote] })).toEqual(['invented_words']);
    const fact = judged({ facts: [{ field: 'budget', quote: 'one million dollars' }] });
    expect(found({ analyses: [fact] })).toEqual(['invented_words']);
    const bare = judged({ outcome: 'qualified', outcome_quote: null });
    expect(found({ analyses: [bare] })).toEqual(['invented_words']);
    const closing = (outcome: 'qualified' | 'success') => [{ conversationId: 'talk', outcome }];
    expect(found({ analyses: [bare], closings: closing('success') })).toEqual(['invented_words']);
    expect(found({ analyses: [bare], closings: closing('qualified') })).toEqual([]);
  });

  it('sees an outcome that was not lived, unless somebody else had a hand in it', () => {
    const wrong = [talk({ conversion_status: 'discarded', end_reason: 'silent' })];
    expect(found({ conversations: wrong })).toEqual(['wrong_outcomes']);
    expect(found({ conversations: wrong, staffed: new Set([PHONE]) })).toEqual([]);
  });

  it('takes a refusal on the telephone for the end of the texts, and for no other end', () => {
    const refusedAloud = new Set([PHONE]);
    const over = talk({ conversion_status: 'discarded', end_reason: 'opted_out' });
    const bare = judged({ outcome: 'discarded', outcome_quote: null });
    const known = { conversations: [over], analyses: [bare] };
    expect(found({ ...known, refusedAloud })).toEqual([]);
    expect(found(known)).toEqual(['invented_words', 'wrong_outcomes']);
    const silent = [talk({ conversion_status: 'discarded', end_reason: 'silent' })];
    expect(found({ conversations: silent, refusedAloud })).toEqual(['wrong_outcomes']);
  });

  it('sees a goal, or a person’s word, that was overruled', () => {
    const wrong = talk({ conversion_status: 'escalated' });
    const staffed = new Set([PHONE]);
    expect(found({ conversations: [wrong], staffed })).toEqual(['outcomes_overruled']);
    const closed = talk({ conversion_status: 'qualified', end_reason: 'closed_by_staff' });
    const said = (outcome?: string) => [
      { conversationId: 'talk', ...(outcome ? { outcome } : {}) },
    ];
    const known = { conversations: [closed], staffed };
    expect(found({ ...known, closings: said('unqualified') })).toEqual(['outcomes_overruled']);
    expect(found({ ...known, closings: said('qualified') })).toEqual([]);
    expect(found({ ...known, closings: said() })).toEqual([]);
  });

  it('sees a goal that was reached without an appointment', () => {
    expect(found({ appointments: [] })).toEqual(['goals_without_appointment']);
  });

  it('sees a conversation that nobody ends, unless a campaign still goes on', () => {
    const open = talk({ ended_at: null, owner: 'ai', end_reason: null });
    expect(found({ conversations: [open] })).toEqual(['endless']);
    const enrollments = [{ phone: PHONE, status: 'active' }];
    expect(found({ conversations: [open], enrollments })).toEqual([]);
  });

  it('sees a late reply that landed elsewhere, opened nothing, or got no answer', () => {
    const opened = [talk({ reopened_at: BACK.toISOString() })];
    const whole = { conversations: opened, messages: [text(), late, answer], returns: [cameBack] };
    expect(found(whole)).toEqual([]);
    const elsewhere = { ...late, conversation_id: 'another' };
    expect(found({ ...whole, messages: [text(), elsewhere, answer] })).toEqual([
      'late_replies_elsewhere',
    ]);
    expect(found({ ...whole, conversations: [talk()] })).toEqual(['late_replies_elsewhere']);
    expect(found({ ...whole, messages: [text(), late] })).toEqual(['late_replies_unanswered']);
    const refused = { ...answer, sid: null, status: 'failed' };
    expect(found({ ...whole, messages: [text(), late, refused] })).toEqual([]);
  });
});
