import { expect, it } from '@jest/globals';
import type { JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';
import { askJudge } from './ask-judge.ts';

const judged: JudgeAnswer = {
  kind: 'judged',
  judgement: {
    summary: 'They talked.',
    outcome: 'no_response',
    outcome_evidence: null,
    sentiment: 'neutral',
    facts: [],
    next_action: { kind: 'none', at_local: null, reason: '', quote: null, turn: null },
  },
  model: 'm',
  usage: null,
};
const incomplete: JudgeAnswer = { kind: 'incomplete', reason: 'max_output_tokens' };
const garbled: JudgeAnswer = { kind: 'garbled', reason: 'not JSON' };
const refused: JudgeAnswer = { kind: 'refused', reason: 'refusal' };

/** A judge that gives these answers in turn, and records how many tokens each was given. */
async function ask(...answers: JudgeAnswer[]) {
  const rooms: string[] = [];
  const judge = {
    async judge(_conversation: unknown, { room = 'usual' }: { room?: string }) {
      rooms.push(room);
      const answer = answers[rooms.length - 1];
      if (!answer) throw new Error('asked too often');
      return answer;
    },
  };
  const conversation = { channel: 'call' as const, nowLocal: '', weekday: '', turns: [] };
  return { answer: await askJudge(judge, conversation, new AbortController().signal), rooms };
}

it.each([
  ['once when that does', [judged], ['usual']],
  ['again with more tokens after an answer that was cut', [incomplete, judged], ['usual', 'more']],
  ['again after nonsense', [garbled, judged], ['usual', 'usual']],
])('asks %s', async (_what, answers, rooms) => {
  expect(await ask(...answers)).toEqual({ answer: judged, rooms });
});

it.each([
  ['a refusal, which is final', [refused], 'refused: refusal'],
  ['two answers that were cut', [incomplete, incomplete], 'incomplete: max_output_tokens'],
  ['nonsense twice', [garbled, garbled], 'garbled: not JSON'],
  ['a refusal after nonsense', [garbled, refused], 'refused: refusal'],
])('fails after %s', async (_what, answers, failure) => {
  const { answer, rooms } = await ask(...answers);
  expect(answer).toEqual({ kind: 'failed', failure });
  expect(rooms).toHaveLength(answers.length);
});
