import { describe, expect, it } from '@jest/globals';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { judgeByRules, refusedChannel } from './judge-by-rules.ts';

const agent = (turn: number, text: string): Turn => ({ turn, who: 'agent', text });
const lead = (turn: number, text: string): Turn => ({ turn, who: 'lead', text });

describe('a verdict of the rules', () => {
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
    expect(found?.opt_out).toEqual({ words: found?.outcome_quote, scope: 'all' });
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

  it('is not a request to be called at another time', () => {
    expect(judgeByRules([lead(1, 'Call me again tomorrow at three.')])).toBeNull();
  });

  it('follows a call that was ended for an opt-out, though no words prove it', () => {
    expect(judgeByRules([], { optedOut: true })).toMatchObject({
      outcome: 'discarded',
      decided_by: 'rules',
      outcome_quote: null,
    });
  });
});

describe('a lead who wants the other channel', () => {
  const turns = [lead(1, 'Hello?'), lead(2, 'Stop calling me, just text me.')];

  it('has not refused: a model reads the rest, also where the call was ended for it', () => {
    expect(judgeByRules(turns)).toBeNull();
    expect(judgeByRules(turns, { optedOut: true })).toBeNull();
  });

  it('is suppressed all the same, on the channel that it refused', () => {
    expect(refusedChannel(turns)).toEqual({
      words: 'Stop calling me, just text me.',
      scope: 'voice',
    });
    expect(refusedChannel([lead(1, 'Stop texting me, call me instead.')])?.scope).toBe('sms');
    expect(refusedChannel([agent(1, 'Do not call me, text me.')])).toBeNull();
  });

  it('has refused where it says so as well', () => {
    expect(judgeByRules([...turns, lead(3, 'No, never contact me again.')])).toMatchObject({
      outcome: 'discarded',
      opt_out: { scope: 'all' },
    });
  });
});
