import type { Judgement } from './judgement.ts';

/** Whoever reads a conversation that is over and says how it ended. Nothing outside changes by asking. */
export type Judge = {
  /**
   * One try. Fails with `provider_unavailable` (ask again later) or `provider_rejected` (a person
   * has to look: key, quota, model, schema); the facts of both carry a `reason`.
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
  channel: 'call' | 'sms';
  /** Where the lead is, when the words were said: 'YYYY-MM-DDTHH:mm'. */
  nowLocal: string;
  weekday: string;
  turns: Turn[];
};

export type Turn = { turn: number; who: 'agent' | 'lead'; text: string };

export type JudgeAnswer =
  | { kind: 'judged'; judgement: Judgement; model: string; usage: Usage | null }
  /** Will not, and would not if asked again. */
  | { kind: 'refused'; reason: string }
  /** Ran out of room before the end. */
  | { kind: 'incomplete'; reason: string }
  /** Answered something that is no judgement. */
  | { kind: 'garbled'; reason: string };

export type Usage = {
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  reasoning_tokens: number;
};
