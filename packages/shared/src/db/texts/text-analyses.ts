import { z } from 'zod';
import { OUTCOMES } from '../../domain/outcome.ts';
import type { ModelAnswered, NewAnalysis } from '../calls/analyses.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { LeadRow } from '../rows.ts';
import { ConversationRow, MessageRow } from '../text-rows.ts';

export type TextAnalyses = ReturnType<typeof createTextAnalyses>;

const TextCase = z.object({
  conversation: ConversationRow,
  lead: LeadRow.nullable(),
  /** What came in or went out, in order of seq. */
  messages: z.array(
    MessageRow.pick({
      author: true,
      body: true,
      media: true,
      opt_out: true,
      refusal_verdict: true,
    }).extend({
      seq: z.number().int(),
      at: z.string(),
    }),
  ),
  /** When its outcome was last judged; null if never. */
  judged_at: z.string().nullable(),
  judged_status: z.enum(['done', 'needs_review']).nullable(),
  /** An appointment was made in it. */
  booked: z.boolean(),
  /** The outcome that is known without reading; nothing in the words replaces it. */
  stands: z.enum(OUTCOMES).nullable(),
  /** The breaker is open: the language model gets one trial request at a time. */
  model_rests: z.boolean(),
});
export type TextCase = z.infer<typeof TextCase>;

export type NewTextAnalysis = Omit<NewAnalysis, 'call_id' | 'callback'> & {
  conversation_id: string;
};

export type TextOutcome = NewTextAnalysis & {
  /** Which ending was judged, as it was read. */
  ended_at: string;
  callback: { run_at: string } | null;
};

const Saved = z.object({ analysis_id: z.uuid() });
const Recorded = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('saved'),
    analysis_id: z.uuid(),
    callback_id: z.uuid().nullable(),
  }),
  /** The lead has written again: the conversation has not ended. */
  z.object({ result: z.literal('moved_on') }),
  z.object({ result: z.literal('gone') }),
]);

/** More than a judge needs, and far less than it can take. */
const MOST_TEXTS = 300;

export function createTextAnalyses(db: Db) {
  return {
    /**
     * Everything that a judgement needs, in one round trip. Null: there is no such conversation.
     */
    async load(conversationId: string): Promise<TextCase | null> {
      const args = { p_id: conversationId, p_limit: MOST_TEXTS };
      return TextCase.nullable().parse(await callFunction(db, 'text_case', args));
    },

    /** What was found about one ending, with all that follows. A repeat plans nothing new. */
    async record(outcome: TextOutcome & ModelAnswered, now: Date) {
      const args = { p: asJson(outcome), p_now: now.toISOString() };
      return Recorded.parse(await callFunction(db, 'record_text_outcome', args));
    },

    /** Only the words, whatever has happened since. Null: the conversation is gone. */
    async save(analysis: NewTextAnalysis, now: Date) {
      const args = { p: asJson(analysis), p_now: now.toISOString() };
      return Saved.nullable().parse(await callFunction(db, 'save_text_analysis', args));
    },
  };
}
