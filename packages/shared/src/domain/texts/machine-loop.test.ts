import { describe, expect, it } from '@jest/globals';
import { type LoopTurn, machineLoop } from './machine-loop.ts';

/** A conversation in which each text comes so many seconds after the one before it. */
function talk(texts: [who: LoopTurn['who'], text: string, afterSeconds?: number][]): LoopTurn[] {
  let at = Date.parse('2026-11-30T17:00:00Z');
  return texts.map(([who, text, after = 60]) => {
    at += after * 1_000;
    return { who, text, at: new Date(at) };
  });
}

const pingPong = (rounds: number, pause: number): LoopTurn[] =>
  talk([
    ...Array.from({ length: rounds }, (_, n) => [
      ['lead', `Question ${'abcdefghijklmnop'[n]}`, pause] as ['lead', string, number],
      ['agent', `Answer ${'abcdefghijklmnop'[n]}`, 3] as ['agent', string, number],
    ]).flat(),
    ['lead', 'And then?', pause],
  ]);

describe('a machine on the other side', () => {
  it('is found by the same words again and again, whatever counter they contain', () => {
    const turns = talk([
      ['lead', 'Thank you for your message! Ticket 4711.'],
      ['agent', 'How can we help?'],
      ['lead', 'Thank you for your message! Ticket 4712.'],
      ['agent', 'Is there anything you would like to know?'],
      ['lead', 'Thank you for your message! Ticket 4713.'],
    ]);
    expect(machineLoop(turns)).toBe('repeated_words');
  });

  it('is found by our own answer in the same words', () => {
    const turns = talk([
      ['lead', 'We are closed.'],
      ['agent', 'When would suit you?'],
      ['lead', 'Office hours are nine to five.'],
      ['agent', 'When would suit you?'],
      ['lead', 'Please call again.'],
      ['agent', 'When would suit you?'],
      ['lead', 'Your message matters.'],
    ]);
    expect(machineLoop(turns)).toBe('repeated_answer');
  });

  it('is found by ten answers in a row that came too fast to be read', () => {
    expect(machineLoop(pingPong(10, 5))).toBe('no_pause');
  });
});

describe('a person', () => {
  it.each([
    ['who writes ten times with pauses', pingPong(10, 45)],
    ['who answers quickly for a while', pingPong(9, 5)],
    [
      'who says yes three times, each to another question',
      talk([
        ['agent', 'Is Monday fine?'],
        ['lead', 'Yes'],
        ['agent', 'At nine?'],
        ['lead', 'Yes'],
        ['agent', 'With a test drive?'],
        ['lead', 'Yes'],
        ['agent', 'Shall I book it?'],
        ['lead', 'Yes'],
      ]),
    ],
    [
      'who sends the same text three times before an answer',
      talk([
        ['agent', 'Hello.'],
        ['lead', 'Hello?'],
        ['lead', 'Hello?'],
        ['lead', 'Hello?'],
      ]),
    ],
    [
      'whom a colleague of ours has answered since',
      talk([
        ['lead', 'Out of office'],
        ['agent', 'Hello.'],
        ['lead', 'Out of office'],
        ['agent', 'Hello again.'],
        ['staff', 'I take over.'],
        ['lead', 'Out of office'],
      ]),
    ],
  ])('%s is none', (_, turns) => {
    expect(machineLoop(turns)).toBeNull();
  });
});
