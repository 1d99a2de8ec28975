import { expect, it } from '@jest/globals';
import { pictureOf } from '@ringback/shared/testing/text-rows.ts';
import { writtenTurns } from './written-turns.ts';

const text = (seq: number, author: 'lead' | 'ai' | 'human', body: string | null, media = 0) => ({
  seq,
  author,
  body,
  media: Array.from({ length: media }, () => pictureOf()),
  opt_out: null,
  refusal_verdict: null,
  at: '2026-11-20T18:00:00Z',
});

it('keeps what either side wrote under its number, and a text without words as a mark', () => {
  const texts = [
    text(1, 'ai', ' Hello? '),
    text(2, 'lead', null, 1),
    text(3, 'lead', ' '),
    text(5, 'human', 'Sam here.'),
  ];
  const atLocal = '2026-11-20T13:00';
  expect(writtenTurns(texts, 'America/New_York')).toEqual([
    { turn: 1, who: 'agent', text: 'Hello?', atLocal },
    { turn: 2, who: 'lead', text: '📎', atLocal },
    { turn: 5, who: 'agent', text: 'Sam here.', atLocal },
  ]);
});

it("uses UTC where the lead's time zone is unknown", () => {
  const [turn] = writtenTurns([text(1, 'lead', 'Hi')], null);
  expect(turn?.atLocal).toBe('2026-11-20T18:00');
});
