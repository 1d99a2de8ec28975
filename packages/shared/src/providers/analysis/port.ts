import type { NoAnswer, Usage } from '../model-answer.ts';
import type { Judgement } from './judgement.ts';

/** Reads an ended conversation and says how it ended. A request changes nothing outside. */
export type Judge = {
  /**
   * One attempt. Fails with `provider_unavailable` (ask again later) or `provider_rejected` (a
   * person has to look: key, quota, model, schema); the facts of both carry a `reason`.
   */
  judge(
    conversation: Conversation,
    options: {
      signal: AbortSignal;
      /** How much may be written, thinking included. `more` after an answer that was cut off. */
      room?: 'usual' | 'more';
    },
  ): Promise<JudgeAnswer>;
};

export type Conversation = {
  channel: 'call' | 'text';
  /** Where the lead is, when the last words were said: 'YYYY-MM-DDTHH:mm'. */
  nowLocal: string;
  weekday: string;
  turns: Turn[];
};

export type Turn = {
  turn: number;
  who: 'agent' | 'lead';
  text: string;
  /** The lead's wall clock at these words, as `nowLocal`. Texts lie days apart; calls need none. */
  atLocal?: string;
};

export type JudgeAnswer =
  | { kind: 'judged'; judgement: Judgement; model: string; usage: Usage | null }
  | NoAnswer;
