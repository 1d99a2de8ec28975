import { describe, expect, it } from '@jest/globals';
import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import type { TextCase } from '@ringback/shared/db/texts/text-analyses.ts';
import { conversationRow, noonPlus } from '@ringback/shared/testing/text-rows.ts';
import { byRules, type Finding, needsReview } from '../judge/finding.ts';
import { firmEnding, heldTo } from './firm-ending.ts';

const TALK = ['lead: yes still looking', 'agent: Which day?', 'lead: sorry, I bought one already'];
const BOUGHT = { words: 'I bought one already', seq: 3, why: 'already_bought' };

function endingOf(
  change: Partial<ConversationRow>,
  talk = TALK,
  stands: TextCase['stands'] = null,
) {
  const messages = talk.map((line, index): TextCase['messages'][number] => {
    const [author, body = ''] = line.split(': ');
    return {
      seq: index + 1,
      author: author === 'lead' ? 'lead' : 'ai',
      body,
      media: [],
      opt_out: null,
      refusal_verdict: null,
      at: noonPlus(60 * index).toISOString(),
    };
  });
  const turns = messages.map(({ seq, author, body }) => ({
    turn: seq,
    who: author === 'lead' ? ('lead' as const) : ('agent' as const),
    text: body ?? '',
  }));
  return firmEnding({ conversation: conversationRow(change), messages, stands }, turns);
}

const disqualified = (talk?: string[], evidence: object = BOUGHT) =>
  endingOf({ end_reason: 'disqualified', end_evidence: { ...evidence } }, talk);

const found = (change: Partial<Finding>): Finding =>
  ({
    ...byRules({ outcome: 'qualified', summary: 'Interested.', decided_by: 'model' }),
    ...change,
  }) as Finding;

describe('a lead who was disqualified in its own words', () => {
  it.each([
    ['words from before', found({ outcome_quote: 'still looking', outcome_turn: 1 })],
    ['an appointment without words', found({ outcome: 'success' })],
    ['nobody who could tell', needsReview('refused: refusal')],
    [
      'the same words read as a refusal of contact',
      found({
        outcome: 'discarded',
        outcome_quote: 'bought one already',
        outcome_turn: 3,
        opt_out: { words: 'bought one already', scope: 'all' },
      }),
    ],
  ])('stays so against %s', (_what, finding) => {
    expect(heldTo(disqualified(), finding)).toMatchObject({
      status: 'done',
      outcome: 'unqualified',
      outcome_quote: 'I bought one already',
      outcome_turn: 3,
      decided_by: 'rules',
      failure: null,
      summary: expect.any(String),
    });
  });

  it.each([
    ['written later', ['lead: but call me in spring'], 'call me in spring', 4],
    ['beside them', [], 'sorry', 3],
  ])('is what other words say that stand %s', (_what, more, outcome_quote, outcome_turn) => {
    const finding = found({ outcome_quote, outcome_turn });
    expect(heldTo(disqualified([...TALK, ...more]), finding)).toBe(finding);
  });

  it('has opted out where other words refuse contact, wherever they stand', () => {
    const words = 'yes still looking';
    const finding = found({
      outcome: 'discarded',
      outcome_quote: words,
      outcome_turn: 1,
      opt_out: { words, scope: 'all' },
    });
    expect(heldTo(disqualified(), finding)).toBe(finding);
  });

  it('keeps what the judge found besides', () => {
    const facts = [{ field: 'interest', value: 'x', quote: 'still looking', turn: 1 }];
    const held = heldTo(disqualified(), found({ facts, outcome_turn: 1, outcome_quote: 'yes' }));
    expect(held).toMatchObject({ facts, summary: 'Interested.' });
  });

  it('is judged like anybody else where the words are not there', () => {
    expect(disqualified(TALK, { words: 'never said', seq: 3 })).toBeNull();
    expect(disqualified(TALK, {})).toBeNull();
  });
});

describe('an outcome that a colleague gave', () => {
  const closed = endingOf({ end_reason: 'closed_by_staff' }, TALK, 'success');

  it('stands against whatever words', () => {
    const finding = found({ outcome: 'unqualified', outcome_quote: 'I bought', outcome_turn: 3 });
    expect(heldTo(closed, finding)).toMatchObject({
      outcome: 'success',
      outcome_quote: null,
      decided_by: 'staff',
    });
  });

  it('keeps the words of a judge who agrees', () => {
    const finding = found({ outcome: 'success', outcome_quote: 'yes', outcome_turn: 1 });
    expect(heldTo(closed, finding)).toEqual({ ...finding, decided_by: 'staff' });
  });

  it('does not take back that the lead refuses contact', () => {
    const opt_out = { words: 'leave me alone', scope: 'all' as const };
    const finding = found({ outcome: 'discarded', opt_out });
    expect(heldTo(closed, finding)).toMatchObject({ outcome: 'success', opt_out });
  });

  it('is none where none was given, or one that does not exist', () => {
    // What stands is found by the database: tests/database/standing-outcomes.
    for (const end_evidence of [{ by: 'key_1' }, { by: 'key_1', outcome: 'great' }, null]) {
      expect(endingOf({ end_reason: 'closed_by_staff', end_evidence })).toBeNull();
    }
  });
});

describe.each([
  ['goal_reached', 'success'],
  ['opted_out', 'discarded'],
] as const)('a conversation that ended as %s', (end_reason, stands) => {
  const ending = endingOf({ end_reason }, TALK, stands);
  const opt_out = { words: 'sorry', scope: 'all' as const };

  it.each([
    ['words that prove something else', found({ outcome_quote: 'still looking', outcome_turn: 1 })],
    ['the last words', found({ outcome: 'unqualified', outcome_quote: 'sorry', outcome_turn: 3 })],
    ['another deed', found({ outcome: 'escalated' })],
    ['nobody who could tell', needsReview('refused: refusal')],
  ])('is %s in the analysis, too', (_what, finding) => {
    expect(heldTo(ending, finding)).toMatchObject({
      status: 'done',
      outcome: stands,
      outcome_quote: null,
      outcome_turn: null,
      decided_by: 'rules',
      failure: null,
      summary: expect.any(String),
    });
  });

  it('keeps the words of a judge who agrees, and whose word it was', () => {
    const finding = found({ outcome: stands, outcome_quote: 'yes', outcome_turn: 1 });
    expect(heldTo(ending, finding)).toBe(finding);
  });

  it('does not take back that the lead refuses contact', () => {
    const finding = found({
      outcome: 'unqualified',
      opt_out,
      outcome_quote: 'sorry',
      outcome_turn: 3,
    });
    expect(heldTo(ending, finding)).toMatchObject({ outcome: stands, opt_out });
  });
});

describe('a conversation that fell silent with a colleague', () => {
  const silent = (seconds: number, reopened_at: string | null = null) =>
    endingOf({
      end_reason: 'silent',
      conversion_status: 'escalated',
      handed_over_at: noonPlus(seconds).toISOString(),
      reopened_at,
    });
  const bought = found({ outcome: 'unqualified', outcome_quote: 'I bought one', outcome_turn: 3 });

  it('is escalated, whatever was said before', () => {
    expect(heldTo(silent(130), bought)).toMatchObject({
      outcome: 'escalated',
      decided_by: 'rules',
    });
    expect(heldTo(silent(130), needsReview('x'))).toMatchObject({ outcome: 'escalated' });
  });

  it('is what the lead said after that', () => {
    expect(heldTo(silent(90), bought)).toBe(bought);
  });

  it('is judged anew where the handover belongs to an earlier ending', () => {
    expect(silent(10, noonPlus(20).toISOString())).toBeNull();
  });
});

it('any other ending is for the judge', () => {
  const finding = found({});
  for (const end_reason of ['goal_reached', 'idle', null]) {
    expect(heldTo(endingOf({ end_reason }), finding)).toBe(finding);
  }
});
