import { describe, expect, it } from '@jest/globals';
import { judgeCall } from './judge-call.ts';

/** A conversation in which the agent greets and the lead says these things. */
function judge(...words: string[]) {
  const turns = [
    {
      turn: 1,
      who: 'agent' as const,
      text: 'Hello, this is the AI assistant. Would you like to book?',
    },
    ...words.map((text, index) => ({ turn: index * 2 + 2, who: 'lead' as const, text })),
  ];
  return judgeCall({ channel: 'call', now_local: '2026-11-20T13:05', weekday: 'Friday', turns });
}

describe('the simulated judge', () => {
  it.each([
    [
      'success',
      'Yes, I would like to book. Tuesday at ten works for me.',
      'Tuesday at ten works for me.',
      'none',
    ],
    [
      'qualified',
      'Yes, I am still looking. My budget is twenty thousand.',
      'My budget is twenty thousand.',
      'human_follow_up',
    ],
    ['unqualified', 'No thanks, I already bought one.', 'No thanks, I already bought one.', 'none'],
    [
      'escalated',
      'Can I speak to a real person please?',
      'Can I speak to a real person please?',
      'human_follow_up',
    ],
    ['discarded', "Please don't call me again.", "Please don't call me again.", 'none'],
    [
      'discarded',
      "Ne m'appelez plus, s'il vous plaît.",
      "Ne m'appelez plus, s'il vous plaît.",
      'none',
    ],
    ['discarded', 'No me llame más por favor.', 'No me llame más por favor.', 'none'],
    [
      'qualified',
      'I am driving. Can you call me back tomorrow at three?',
      'Can you call me back tomorrow at three?',
      'callback',
    ],
    ['unqualified', 'Yes, hello?', 'Yes, hello?', 'none'],
  ])('finds %s in %p', (outcome, words, quote, next) => {
    const judged = judge(words);
    expect(judged.outcome).toBe(outcome);
    expect(judged.next_action.kind).toBe(next);
    expect(words).toContain(judged.outcome_evidence?.quote);
    expect(judged.outcome_evidence).toEqual({ quote, turn: 2 });
  });

  it.each([
    ['Hi Maria, are you still looking for a car?', 'YES', 'qualified'],
    ['Would you like to come by for a visit?', 'Sure!', 'qualified'],
    ['Is now a good time to talk?', 'Yes.', 'unqualified'],
    ['Are you still looking?', 'Yes, hello?', 'unqualified'],
  ])('takes a yes for what it answers: "%s" "%s"', (offer, answer, outcome) => {
    const judged = judgeCall({
      channel: 'text',
      now_local: '2026-11-20T13:05',
      turns: [
        { turn: 1, who: 'agent', text: offer },
        { turn: 2, who: 'lead', text: answer },
      ],
    });
    expect(judged.outcome).toBe(outcome);
    expect(judged.outcome_evidence).toEqual({ quote: answer, turn: 2 });
  });

  it('finds no response when the lead said nothing, or only a machine spoke', () => {
    expect(judge()).toMatchObject({ outcome: 'no_response', outcome_evidence: null });
    expect(judge('Please leave a message after the tone.').outcome).toBe('no_response');
  });

  it("puts times into the lead's calendar", () => {
    const booked = judge('Yes, I would like to book. Tuesday at ten works for me.');
    expect(booked.facts).toContainEqual({
      field: 'appointment_at',
      value: '2026-11-24T10:00',
      quote: 'Tuesday at ten works for me.',
      turn: 2,
    });
    const callback = judge('I am driving. Can you call me back tomorrow at three?');
    expect(callback.next_action).toMatchObject({
      at_local: '2026-11-21T15:00',
      quote: 'Can you call me back tomorrow at three?',
      turn: 2,
    });
  });

  it('collects facts with the words that prove them', () => {
    const { facts } = judge(
      'Yes, I am still looking. My budget is twenty thousand.',
      'Next month.',
    );
    expect(facts).toEqual([
      {
        field: 'budget',
        value: 'twenty thousand',
        quote: 'My budget is twenty thousand.',
        turn: 2,
      },
      { field: 'interest', value: 'still looking', quote: 'Yes, I am still looking.', turn: 2 },
      { field: 'timeline', value: 'next month', quote: 'Next month.', turn: 4 },
    ]);
  });

  it("never takes the agent's words for the lead's", () => {
    expect(judge('Blue is nice.').facts).toEqual([]);
  });

  it('reads a text as people write, and a wrong number as a refusal on both channels', () => {
    const outcome = (channel: string, text: string) =>
      judgeCall({ channel, now_local: '2026-11-20T13:05', turns: [{ turn: 1, who: 'lead', text }] })
        .outcome;
    expect(outcome('text', 'STOP')).toBe('discarded');
    expect(outcome('call', 'Stop.')).toBe('unqualified');
    expect(outcome('text', 'no more texts pls')).toBe('discarded');
    expect(outcome('text', 'Sorry, you have the wrong number')).toBe('discarded');
    expect(outcome('call', 'Sorry, you have the wrong number')).toBe('discarded');
    expect(outcome('text', 'Hola, sí me interesa. ¿Cuánto cuesta?')).toBe('qualified');
    expect(outcome('text', 'Tuesday at ten works for me')).toBe('success');
  });
});
