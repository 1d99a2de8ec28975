import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { proveOutcome } from './prove-outcome.ts';

const turns: Turn[] = [
  { turn: 1, who: 'agent', text: 'Shall I book Tuesday at ten?' },
  { turn: 2, who: 'lead', text: 'Yes, Tuesday at ten works for me.' },
];
const none = { booked: false, handedOver: false };

const claim = (outcome: Outcome, quote: string | null, turn = 2) => ({
  outcome,
  outcome_evidence: quote === null ? null : { quote, turn },
});

describe('an outcome', () => {
  it('rests on words of the lead, written as the transcript has them', () => {
    expect(proveOutcome(claim('success', 'yes tuesday at TEN'), turns, none)).toEqual({
      status: 'done',
      outcome: 'success',
      outcome_quote: 'Yes, Tuesday at ten',
      outcome_turn: 2,
      failure: null,
    });
  });

  it('gets the right turn of its words', () => {
    const proven = proveOutcome(claim('success', 'works for me', 7), turns, none);
    expect(proven).toMatchObject({ status: 'done', outcome_turn: 2 });
  });

  it.each([
    ['words that the lead did not say', claim('success', 'I love it')],
    ['words of the agent', claim('success', 'Shall I book Tuesday', 1)],
    ['no words', claim('unqualified', null)],
    ['words put together from two places', claim('success', 'Yes works for me')],
  ])('does not rest on %s', (_what, judged) => {
    expect(proveOutcome(judged, turns, none)).toEqual({
      status: 'needs_review',
      outcome: null,
      outcome_quote: null,
      outcome_turn: null,
      failure: `no evidence for the outcome ${judged.outcome}`,
    });
  });

  it.each([
    ['success', { booked: true, handedOver: false }],
    ['escalated', { booked: false, handedOver: true }],
    ['no_response', none],
  ] as const)('of %s needs no words where actions prove it', (outcome, deeds) => {
    expect(proveOutcome(claim(outcome, null), turns, deeds)).toMatchObject({
      status: 'done',
      outcome,
      outcome_quote: null,
    });
  });

  it.each(['qualified', 'unqualified', 'discarded'] as const)(
    'of %s is not proven by any action',
    (outcome) => {
      const deeds = { booked: true, handedOver: true };
      expect(proveOutcome(claim(outcome, null), turns, deeds).status).toBe('needs_review');
    },
  );
});
