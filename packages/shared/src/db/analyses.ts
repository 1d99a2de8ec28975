import { z } from 'zod';
import type { OptOutScope } from '../domain/opt-out-scope.ts';
import type { Outcome } from '../domain/outcome.ts';
import { asJson, callFunction, type Db, dbError } from './client.ts';
import { AnalysisRow } from './rows.ts';

export type Analyses = ReturnType<typeof createAnalyses>;

/** A fact the lead said, with the words that prove it. */
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
  /** Facts whose words stand nowhere in the transcript, and why each was dropped. */
  dropped: { field: string; reason: string }[];
  next_action: Record<string, unknown> | null;
  /** `staff`: somebody who closed the conversation said so. */
  decided_by: 'rules' | 'model' | 'staff' | 'nobody';
  model: string | null;
  failure: string | null;
  usage: Record<string, unknown> | null;
  callback: { id: string; run_at: string } | null;
  opt_out: { words: string; scope: OptOutScope } | null;
};

export type AnalysisQuery = {
  limit: number;
  status?: AnalysisRow['status'];
  leadId?: number;
  /** The last row of the page before. */
  before?: { at: string; id: string };
};

const Saved = z.object({ analysis_id: z.uuid(), callback_id: z.uuid().nullable() });

export function createAnalyses(db: Db) {
  return {
    /** Saying it again replaces the words and schedules nothing new. Null: the call is gone. */
    async save(analysis: NewAnalysis, now: Date) {
      const args = { p_analysis: asJson(analysis), p_now: now.toISOString() };
      return Saved.nullable().parse(await callFunction(db, 'save_analysis', args));
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
        // Said twice: the first is where the index begins, and the second leaves out its ties.
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
