import { describe, expect, it } from '@jest/globals';
import { LEAD_STATUSES } from '@ringback/shared/domain/lead-status.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { CONVERSATION_END_REASONS } from '@ringback/shared/domain/reasons/end-reasons.ts';
import { HANDOVER_REASONS } from '@ringback/shared/domain/reasons/handover-reasons.ts';
import { handoverWords, KNOWN_HANDOVERS } from '@ringback/shared/domain/reasons/handover-words.ts';
import { HELD_RULES } from '@ringback/shared/domain/reasons/held-rules.ts';
import { TAKEN_BACK_REASONS } from '@ringback/shared/domain/reasons/taken-back-reasons.ts';
import { MESSAGE_STATUSES } from '@ringback/shared/domain/texts/message-status.ts';
import { OWNERS } from '@ringback/shared/domain/texts/owner.ts';
import { conversationWords, headWords } from './conversation-words.ts';
import { draftWords, KNOWN_DRAFT_REASONS } from './kept-drafts.ts';
import { leadStatusWords } from './lead-status-words.ts';
import { outcomeWords } from './outcome-words.ts';
import { faultOf, faultWords, KNOWN_FAULTS } from './text-faults.ts';
import { authorWords, textWords } from './text-words.ts';
import { KNOWN_WAITS, waitWords } from './waits.ts';

const open = {
  owner: 'ai',
  awaits_human: false,
  handover_reason: null,
  assigned_to: null,
  ended_at: null,
  end_reason: null,
  end_evidence: null,
  conversion_status: null,
};
const context = {
  me: 'dana',
  nameOf: (id: string) => ({ marcus: 'Marcus' })[id] ?? id,
  reply: 'none' as const,
  waits: '11 min',
};
const ended = (end_reason: string, more = {}) =>
  conversationWords({ ...open, owner: 'closed', ended_at: 'then', end_reason, ...more }, context)
    .words;

describe('words for states', () => {
  it('exist for every value of every enumeration', () => {
    const all = [
      ...OWNERS.map((owner) => conversationWords({ ...open, owner }, context).words),
      ...OUTCOMES.map((outcome) => outcomeWords(outcome).words),
      ...LEAD_STATUSES.map((status) => leadStatusWords(status).words),
      ...MESSAGE_STATUSES.map(
        (delivery_status) =>
          textWords(
            { delivery_status, delivery_error: null, held_reason: null, suppressed_reason: null },
            { at: '10:21 AM', leaves: null },
          ).words,
      ),
      ...[...KNOWN_HANDOVERS, ...HANDOVER_REASONS].map(handoverWords),
      ...[...KNOWN_DRAFT_REASONS, ...TAKEN_BACK_REASONS].map((reason) => draftWords(reason)),
      ...[...KNOWN_WAITS, ...HELD_RULES].map((rule) => waitWords(rule).short),
      ...CONVERSATION_END_REASONS.map((reason) => ended(reason)),
      ...KNOWN_FAULTS.map(faultWords),
      ...['lead', 'ai', 'human', 'campaign', 'system'].map(
        (author) =>
          `by ${authorWords({ author, kind: 'reply', notice: null, sent_by: null, step: 1, variant: 'B' }, 'dana', context.nameOf)}`,
      ),
    ];
    for (const words of all) {
      expect(words).not.toBe('');
      expect(words).not.toMatch(/“|_|undefined|null/);
    }
  });

  it('show a value that is too new as it is, in quotes', () => {
    expect(conversationWords({ ...open, owner: 'robot' }, context).words).toBe('“robot”');
    expect(waitWords('some_new_rule').short).toBe('“held: some_new_rule”');
    expect(handoverWords('brand_new')).toBe('“brand_new”');
    expect(handoverWords('wants to know about leasing')).toBe('wants to know about leasing');
    expect(draftWords('brand_new')).toBe('“brand_new”');
    expect(faultWords('12345')).toBe('refused by the carrier (12345)');
  });
});

describe('who answers', () => {
  it.each([
    [{ owner: 'human', assigned_to: 'dana' }, 'Yours', 'You answer'],
    [{ owner: 'human', assigned_to: 'marcus' }, 'Marcus answers', 'Marcus answers'],
    [
      { owner: 'human', awaits_human: true, handover_reason: 'asked_for_person' },
      'Wants a person: asked for one',
      'Waits for a person, 11 min',
    ],
    [
      {
        ...{ owner: 'human', awaits_human: true, handover_reason: 'asked_for_person' },
        nobody_online: true,
      },
      'Wants a person: asked for one · nobody is online',
      'Nobody is online, 11 min',
    ],
    [
      { owner: 'human', awaits_human: true, assigned_to: 'dana', handover_reason: 'price' },
      'Wants a person: asks about the price',
      'Waits for you, 11 min',
    ],
    [
      { owner: 'human', awaits_human: true, assigned_to: 'marcus', handover_reason: 'price' },
      'Wants a person: asks about the price',
      'Waits for Marcus, 11 min',
    ],
    [{ owner: 'paused' }, 'Unclear: AI is not sure what is meant', 'Paused: unclear'],
  ])('of %j in the list and in the head', (facts, row, head) => {
    expect(conversationWords({ ...open, ...facts }, context).words).toBe(row);
    expect(headWords({ ...open, ...facts }, context).words).toBe(head);
  });

  it('says that the AI is writing, or when it answers', () => {
    expect(conversationWords(open, { ...context, reply: 'writing' })).toMatchObject({
      words: 'AI is writing an answer',
      tone: 'live',
    });
    const held = { ...context, reply: 'held' as const, replyAt: '9:00 AM their time' };
    expect(conversationWords(open, held).words).toBe('AI answers at 9:00 AM their time');
  });

  it('says how it ended', () => {
    expect(ended('goal_reached')).toBe('Goal reached');
    expect(ended('opted_out')).toBe('Opted out of texts and calls');
    expect(ended('disqualified')).toBe('Ended: not a fit');
    expect(ended('closed_by_staff', { end_evidence: { by: 'marcus' } })).toBe('Ended by Marcus');
    const closed = {
      ...open,
      owner: 'closed',
      ended_at: 'then',
      end_reason: 'closed_by_staff',
      end_evidence: { by: 'marcus', note: 'sold in the showroom' },
    };
    expect(headWords(closed, context).words).toBe('Ended by Marcus: “sold in the showroom”');
  });
});

describe('a text that did not arrive', () => {
  it('says what happened and what can be done', () => {
    const facts = {
      delivery_status: 'failed',
      delivery_error: '30003',
      held_reason: null,
      suppressed_reason: null,
    };
    expect(textWords(facts, { at: '', leaves: null })).toMatchObject({
      words: 'Not delivered: their phone was out of reach (30003)',
      tone: 'bad',
    });
    expect(faultOf('30003').offers).toEqual(['try_now', 'call']);
    expect(faultOf('30007').offers).not.toContain('try_now');
  });
});
