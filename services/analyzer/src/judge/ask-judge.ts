import type { Conversation, Judge, JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';

export type Judged = Extract<JudgeAnswer, { kind: 'judged' }>;
export type Answer = Judged | { kind: 'failed'; failure: string };

/**
 * Asks once more after an answer that was cut off (with more tokens) or that is no judgement. A
 * refusal is final. Throws what the judge throws.
 */
export async function askJudge(
  { judge }: Judge,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<Answer> {
  const first = await judge(conversation, { signal });
  if (first.kind === 'judged') return first;
  if (first.kind === 'refused') return failed(first);

  const room = first.kind === 'incomplete' ? 'more' : 'usual';
  const second = await judge(conversation, { signal, room });
  return second.kind === 'judged' ? second : failed(second);
}

function failed(answer: Exclude<JudgeAnswer, Judged>): Answer {
  return { kind: 'failed', failure: `${answer.kind}: ${answer.reason}` };
}
