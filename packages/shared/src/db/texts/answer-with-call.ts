import { z } from 'zod';
import { asJson, callFunction, type Db } from '../client.ts';
import type { ReplyDraft } from './replies.ts';

/** Words that promise a call, and the wish that the call follows from. */
export type PromiseOfCall = ReplyDraft & {
  call: {
    /** Where the lead's words stand. */
    seq: number;
    quote: string;
    /** Null: as soon as the hours permit. */
    run_at: string | null;
  };
};

const Saved = z.object({
  result: z.enum(['planned', 'silent', 'suppressed', 'replayed', 'refused']),
  reason: z.string().nullish(),
  call_id: z.uuid().nullish(),
});

export type AnswerWithCall = (promise: PromiseOfCall, now: Date) => Promise<z.infer<typeof Saved>>;

/**
 * Plans the call and writes the promise in one step, or neither. `refused`: no call may follow from
 * this wish, so nothing was promised.
 */
export function createAnswerWithCall(db: Db): AnswerWithCall {
  return async (promise, now) => {
    const args = { p: asJson(promise), p_now: now.toISOString() };
    return Saved.parse(await callFunction(db, 'answer_with_call', args));
  };
}
