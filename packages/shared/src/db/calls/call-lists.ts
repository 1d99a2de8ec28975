import { z } from 'zod';
import { CALL_STATUSES, type CallStatus, isLive } from '../../domain/calls/call.ts';
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

/** A tool that the agent used in a call. */
export const CallToolRow = z.object({
  name: z.string(),
  began_at: z.string(),
  /** In milliseconds. */
  took_ms: z.number().int(),
  /** Whether it did what was asked. */
  is_done: z.boolean(),
});
export type CallToolRow = z.infer<typeof CallToolRow>;

export const CALL_SORTS = ['begun', 'duration', 'cost'] as const;
export type CallSort = (typeof CALL_SORTS)[number];

/** Calls that belong together whatever their status. */
export const CALL_GROUPS = ['reached', 'booked', 'missed', 'waiting'] as const;

/** The last row of the page before, ties by id; `value` is what it is sorted by, if not by its moment. */
export type CallPosition = { id: string } & ({ createdAt: string } | { value: number });

export type CallFilter = {
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
  /** Why it was made: an order, a callback, a campaign, … */
  origin?: string | undefined;
  /** Reached: the lead heard us. Missed: it came in and the lead did not. Booked: an appointment was made. */
  view?: (typeof CALL_GROUPS)[number] | undefined;
  /** Part of a name, number or email, or words that were said. */
  q?: string | undefined;
};

export type CallQuery = CallFilter & {
  limit: number;
  sort?: CallSort | undefined;
  order?: 'asc' | 'desc' | undefined;
  before?: CallPosition | undefined;
};

const Listed = CallRow.extend({ cost_usd: z.number(), analysis: AnalysisRow.nullable() });
export type ListedCall = z.infer<typeof Listed>;

/** Of the newest ten thousand calls of a list. */
export const CallCounts = z.object({
  all: z.number().int(),
  reached: z.number().int(),
  booked: z.number().int(),
  missed: z.number().int(),
  failed: z.number().int(),
  waiting: z.number().int(),
});
export type CallCounts = z.infer<typeof CallCounts>;

/** A talk has a few; a model that goes in a circle is not followed further. */
const MOST_TOOLS = 200;

/** Calls as people look at them: many at once, or one with everything that belongs to it. */
export function createCallLists(db: Db) {
  return {
    async count(filter: CallFilter): Promise<CallCounts> {
      return CallCounts.parse(await callFunction(db, 'count_calls', { p: asJson(filter) }));
    },

    /** The newest first, unless it is sorted in another way; each with its analysis. */
    async list(query: CallQuery): Promise<ListedCall[]> {
      return z.array(Listed).parse(await callFunction(db, 'list_calls', { p: asJson(query) }));
    },

    /** Calls of ours that are on the line now: as many places are taken. */
    async linesInUse(): Promise<number> {
      const { count, error, status } = await db
        .from('calls')
        .select('id', { count: 'exact', head: true })
        .eq('direction', 'outbound')
        .in('status', CALL_STATUSES.filter(isLive));
      if (error) throw dbError('callLists.linesInUse', error, status);
      return count ?? 0;
    },

    /** In the order in which they were used. */
    async toolsOf(callId: string): Promise<CallToolRow[]> {
      const { data, error, status } = await db
        .from('call_tools')
        .select('name, began_at, took_ms, is_done')
        .eq('call_id', callId)
        .order('began_at')
        .limit(MOST_TOOLS);
      if (error) throw dbError('callLists.toolsOf', error, status);
      return z.array(CallToolRow).parse(data);
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
