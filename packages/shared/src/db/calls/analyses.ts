import { z } from 'zod';
import type { OptOutScope } from '../../domain/opt-out/scope.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { AppError } from '../../runtime/errors.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callForRow, callFunction, type Db, dbError } from '../client.ts';
import { AnalysisRow, CallRow, LeadRow, TurnRow } from '../rows.ts';

export type Analyses = ReturnType<typeof createAnalyses>;

/** A fact that the lead stated, with the words that prove it. */
export type Fact = { field: string; value: string; quote: string; turn: number };

export type NewAnalysis = {
  call_id: string;
  status: 'done' | 'needs_review';
  outcome: Outcome | null;
  outcome_quote: string | null;
  outcome_turn: number | null;
  summary: string | null;
  sentiment: 'positive' | 'neutral' | 'negative' | null;
  facts: Fact[];
  /** Facts whose words do not stand in the transcript, and why each was dropped. */
  dropped: { field: string; reason: string }[];
  next_action: Record<string, unknown> | null;
  /** `staff`: a person decided it when closing the conversation. */
  decided_by: 'rules' | 'model' | 'staff' | 'nobody';
  model: string | null;
  failure: string | null;
  usage: Record<string, unknown> | null;
  callback: { id: string; run_at: string } | null;
  opt_out: { words: string; scope: OptOutScope } | null;
};

/** Whether the language model has just answered, for the breaker that all processes share. */
export type ModelAnswered = { model_answered?: true };

const CallToJudge = z.object({
  call: CallRow,
  lead: LeadRow.nullable(),
  /** What an earlier analysis found. */
  earlier: AnalysisRow.pick({ status: true }).nullable(),
  /** In the order in which the words were spoken. */
  turns: z.array(TurnRow),
  /** An appointment was made in it. */
  booked: z.boolean(),
  /** The breaker is open: the language model gets one trial request at a time. */
  model_rests: z.boolean(),
});
export type CallToJudge = z.infer<typeof CallToJudge>;

export type AnalysisQuery = {
  limit: number;
  status?: AnalysisRow['status'];
  leadId?: number;
  /** The last row of the page before. */
  before?: { at: string; id: string };
};

/** `is_open`, `not_judged`: a conversation that goes on, or whose last end is not analysed yet. */
const Corrected = z.object({
  result: z.enum(['corrected', 'restored', 'already', 'is_open', 'not_judged', 'no_such_analysis']),
  analysis: AnalysisRow.optional(),
});

const Saved = z.object({ analysis_id: z.uuid(), callback_id: z.uuid().nullable() });

export function createAnalyses(db: Db) {
  return {
    /** A call and everything that a judgement of it needs, in one round trip. */
    async load(callId: string): Promise<CallToJudge> {
      const args = { p_id: callId };
      const found = CallToJudge.nullable().parse(await callFunction(db, 'call_to_judge', args));
      if (found) return found;
      throw new AppError('not_found', 'There is no such call.', { facts: { callId } });
    },

    /**
     * A repeat replaces the words and schedules nothing new. Null: the call is gone.
     * `model_answered`: whether the model that was asked answers; the breaker records it in the
     * same step.
     */
    async save(analysis: NewAnalysis & ModelAnswered, now: Date) {
      const args = { p_analysis: asJson(analysis), p_now: now.toISOString() };
      return Saved.optional().parse(await callForRow(db, 'save_analysis', args)) ?? null;
    },

    /** A person says what came of it; what was found before is kept. */
    async correct(
      id: string,
      said: { outcome: Outcome; reason: string | null },
      actor: Actor,
      now: Date,
    ) {
      const p = asJson({ id, ...said, actor });
      return Corrected.parse(
        await callFunction(db, 'correct_outcome', { p, p_now: now.toISOString() }),
      );
    },

    /** Takes a correction back. */
    async restore(id: string, actor: Actor, now: Date) {
      const args = { p_id: id, p_actor: actor, p_now: now.toISOString() };
      return Corrected.parse(await callFunction(db, 'restore_outcome', args));
    },

    /** The newest first. */
    async list({ limit, status: which, leadId, before }: AnalysisQuery): Promise<AnalysisRow[]> {
      let query = db
        .from('conversation_analyses')
        .select()
        .order('created_at', { ascending: false })
        .order('id', { ascending: false });
      if (which) query = query.eq('status', which);
      if (leadId !== undefined) query = query.eq('lead_id', leadId);
      if (before) {
        const { at, id } = before;
        // Stated twice: the first is where the index scan begins, the second leaves out its ties.
        query = query.lte('created_at', at);
        query = query.or(`created_at.lt."${at}",and(created_at.eq."${at}",id.lt."${id}")`);
      }
      const { data, error, status } = await query.limit(limit);
      if (error) throw dbError('analyses.list', error, status);
      return z.array(AnalysisRow).parse(data);
    },

    async ofCall(callId: string): Promise<AnalysisRow | null> {
      const { data, error, status } = await db
        .from('conversation_analyses')
        .select()
        .eq('call_id', callId)
        .maybeSingle();
      if (error) throw dbError('analyses.ofCall', error, status);
      return data ? AnalysisRow.parse(data) : null;
    },
  };
}
