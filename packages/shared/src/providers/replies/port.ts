import type { WordsClaim } from '../../domain/texts/words-verdict.ts';
import type { NoAnswer, Usage } from '../model-answer.ts';

/** What an agent may ask for beside its words. Whether it happens is for the caller to decide. */
export const REPLY_TOOLS = [
  'book_appointment',
  'hand_over',
  'call_lead',
  'update_lead',
  'stop',
  'disqualify',
] as const;
export type ReplyTool = (typeof REPLY_TOOLS)[number];

/** Whoever writes the agent's next text. Nothing outside changes by asking. */
export type Replier = {
  /**
   * One try. Fails with `provider_unavailable` (ask again later) or `provider_rejected` (a person
   * has to look: key, quota, model, schema); the facts of both carry a `reason`.
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
    /** When somebody is there, in words. */
    hours?: string;
  };
  lead: { name: string | null };
  /** Texts of the lead of which nobody has said whether they refuse contact, without our own words. */
  toJudge: readonly string[];
  /** Everything said so far on every channel, in order. Only the newest part of it is sent. */
  history: HistoryEntry[];
  /** Those on offer this time. */
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
      /** Whether the texts to judge, read together, refuse contact. A claim, as all of it. */
      refusal: WordsClaim;
      /** Null: nothing is to be written. Not checked yet: see domain/texts/reply-guard.ts. */
      text: string | null;
      /** Of those on offer. What stands in `arguments` is a claim: see tool-call.ts. */
      tool: ToolWish | null;
      reason: string;
      /** 0 to 1, as the model sees itself. */
      confidence: number;
      model: string;
      usage: Usage | null;
    }
  | NoAnswer;

export type ToolWish = { name: ReplyTool; arguments: Record<string, unknown> };

/** Whoever says whether the texts of a lead, read together, refuse contact. */
export type OptOutJudge = {
  /** One try; fails as `Replier.reply` does. */
  judge(texts: readonly string[], options: { signal: AbortSignal }): Promise<OptOutVerdict>;
};

export type OptOutVerdict = {
  /** `unclear` also where no usable answer came. Its words are not looked up yet: see words-verdict.ts. */
  claim: WordsClaim;
  model: string | null;
  /** Why it is `unclear` although a model was asked. */
  failure: string | null;
  usage: Usage | null;
};
