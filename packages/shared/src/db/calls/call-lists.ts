import { z } from 'zod';
import type { CallStatus } from '../../domain/calls/call.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { AnalysisRow, CallRow } from '../rows.ts';

export type CallLists = ReturnType<typeof createCallLists>;

/** One event from a carrier, as it came. */
export const CallEventRow = z.object({
  id: z.number().int(),
  call_id: z.string().nullable(),
  call_sid: z.string(),
  kind: z.string(),
  from_number: z.string().nullable(),
  to_number: z.string().nullable(),
  call_status: z.string().nullable(),
  duration: z.number().int().nullable(),
  sequence: z.number().int().nullable(),
  payload: z.record(z.string(), z.unknown()),
  received_at: z.string(),
});
export type CallEventRow = z.infer<typeof CallEventRow>;

/** The last row of the page before: newest first, ties by id. */
export type CallPosition = { createdAt: string; id: string };

export type CallQuery = {
  limit: number;
  before?: CallPosition | undefined;
  status?: CallStatus | undefined;
  lead_id?: number | undefined;
  /** How it was judged afterwards. */
  outcome?: Outcome | undefined;
  /** ISO 8601: created then or later. */
  since?: string | undefined;
  /** ISO 8601: created before then. */
  until?: string | undefined;
  campaign_id?: string | undefined;
  agent_id?: string | undefined;
  direction?: 'outbound' | 'inbound' | undefined;
  /** Part of a name, number or email, or words that were said. */
  q?: string | undefined;
};

const Listed = CallRow.extend({ analysis: AnalysisRow.nullable() });
export type ListedCall = z.infer<typeof Listed>;

/** Calls as people look at them: many at once, or one with everything that belongs to it. */
export function createCallLists(db: Db) {
  return {
    /** The newest first, each with its analysis. */
    async list(query: CallQuery): Promise<ListedCall[]> {
      return z.array(Listed).parse(await callFunction(db, 'list_calls', { p: asJson(query) }));
    },

    async find(id: string): Promise<CallRow | null> {
      const { data, error, status } = await db.from('calls').select().eq('id', id).maybeSingle();
      if (error) throw dbError('callLists.find', error, status);
      return data ? CallRow.parse(data) : null;
    },

    async findBySid(callSid: string): Promise<CallRow | null> {
      const { data, error, status } = await db
        .from('calls')
        .select()
        .eq('call_sid', callSid)
        .maybeSingle();
      if (error) throw dbError('callLists.findBySid', error, status);
      return data ? CallRow.parse(data) : null;
    },

    /** In the order in which they arrived. */
    async eventsOf(callId: string): Promise<CallEventRow[]> {
      const { data, error, status } = await db
        .from('call_events')
        .select()
        .eq('call_id', callId)
        .order('id')
        .limit(500);
      if (error) throw dbError('callLists.eventsOf', error, status);
      return z.array(CallEventRow).parse(data);
    },

    async analysesOfLead(leadId: number, limit: number): Promise<AnalysisRow[]> {
      const { data, error, status } = await db
        .from('conversation_analyses')
        .select()
        .eq('lead_id', leadId)
        .order('created_at', { ascending: false })
        .limit(limit);
      if (error) throw dbError('callLists.analysesOfLead', error, status);
      return z.array(AnalysisRow).parse(data);
    },
  };
}
