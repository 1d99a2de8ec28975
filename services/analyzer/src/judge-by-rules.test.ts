import { describe, expect, it } from '@jest/globals';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { judgeByRules } from './judge-by-rules.ts';

const agent = (turn: number, text: string): Turn => ({ turn, who: 'agent', text });
const lead = (turn: number, text: string): Turn => ({ turn, who: 'lead', text });

describe('what needs no model', () => {
  it('is a refusal of further contact, wherever in the call it was said', () => {
    const turns = [
      agent(1, 'Is this a good time?'),
      lead(2, 'Who is this?'),
      agent(3, 'The assistant of Harbor Dental.'),
      lead(4, 'Please take me off your list.'),
      lead(5, 'Bye.'),
    ];
    const found = judgeByRules(turns);
    expect(found).toMatchObject({
      status: 'done',
      outcome: 'discarded',
      decided_by: 'rules',
      outcome_turn: 4,
    });
    expect(found?.opt_out).toEqual({ words: found?.outcome_quote });
    expect('Please take me off your list.').toContain(found?.outcome_quote);
  });

  it('is a lead who said nothing', () => {
    expect(judgeByRules([agent(1, 'Hello?'), agent(2, 'Are you there?')])).toMatchObject({
      status: 'done',
      outcome: 'no_response',
      decided_by: 'rules',
      opt_out: null,
    });
  });

  it('is not what the agent says about opting out', () => {
    const turns = [
      agent(1, 'I can take you off our list, or do not call me again, as people say.'),
      lead(2, 'No, Tuesday is fine.'),
    ];
    expect(judgeByRules(turns)).toBeNull();
  });

  it('is not a wish to be called another time', () => {
    expect(judgeByRules([lead(1, 'Call me again tomorrow at three.')])).toBeNull();
  });

  it('believes a call that was ended for an opt-out, though no words say so', () => {
    expect(judgeByRules([], { optedOut: true })).toMatchObject({
      outcome: 'discarded',
      decided_by: 'rules',
      outcome_quote: null,
    });
  });
});
