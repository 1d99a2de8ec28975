import type { WordsClaim } from '../../domain/texts/words-verdict.ts';
import type { NoAnswer, Usage } from '../model-answer.ts';

/** What an agent may ask for besides its words. The caller decides whether it happens. */
export const REPLY_TOOLS = [
  'book_appointment',
  'hand_over',
  'call_lead',
  'update_lead',
  'stop',
  'disqualify',
] as const;
export type ReplyTool = (typeof REPLY_TOOLS)[number];

/** Writes the agent's next text. A request changes nothing outside. */
export type Replier = {
  /**
   * One attempt. Fails with `provider_unavailable` (ask again later) or `provider_rejected` (a
   * person has to look: key, quota, model, schema); the facts of both carry a `reason`.
   */
  reply(
    request: ReplyRequest,
    options: {
      signal: AbortSignal;
      /** How much may be written, thinking included. `more` after an answer that was cut off. */
      room?: 'usual' | 'more';
    },
  ): Promise<ReplyAnswer>;
};

export type ReplyRequest = {
  /** The lead's wall clock: 'YYYY-MM-DDTHH:mm'. */
  nowLocal: string;
  weekday: string;
  /** Written by the business, so it may give orders. The lead's words may not. */
  agent: {
    business: string;
    prompt: string;
    goal: string | null;
    /** What may be said of prices and promises; nothing else of that kind passes the guard. */
    facts?: readonly string[];
    /** The opening hours, in words. */
    hours?: string;
  };
  lead: { name: string | null };
  /** Texts of the lead that were not yet judged for a refusal of contact, without our own words. */
  toJudge: readonly string[];
  /** Everything said so far on every channel, in order. Only the newest part of it is sent. */
  history: HistoryEntry[];
  /** The tools that are offered this time. */
  tools: readonly ReplyTool[];
};

export type HistoryEntry = {
  who: 'agent' | 'lead' | 'staff';
  channel: 'text' | 'call';
  text: string;
  /** The lead's wall clock, as `nowLocal`. */
  at: string;
};

export type ReplyAnswer =
  | {
      kind: 'reply';
      /** Whether the texts to judge, read together, refuse contact. A claim, as is all of it. */
      refusal: WordsClaim;
      /** Null: nothing is to be written. Not checked yet: see domain/texts/reply-guard.ts. */
      text: string | null;
      /** One of the offered tools. `arguments` is a claim: see tool-call.ts. */
      tool: ToolWish | null;
      reason: string;
      /** 0 to 1, by the model's own estimate. */
      confidence: number;
      model: string;
      usage: Usage | null;
    }
  | NoAnswer;

export type ToolWish = { name: ReplyTool; arguments: Record<string, unknown> };

/** Judges whether the texts of a lead, read together, refuse contact. */
export type OptOutJudge = {
  /** One attempt; fails as `Replier.reply` does. */
  judge(texts: readonly string[], options: { signal: AbortSignal }): Promise<OptOutVerdict>;
};

export type OptOutVerdict = {
  /**
   * Also `unclear` where no usable answer came. Its words are not looked up yet: see
   * words-verdict.ts.
   */
  claim: WordsClaim;
  model: string | null;
  /** Why it is `unclear` although a model was asked. */
  failure: string | null;
  usage: Usage | null;
};
