import { z } from 'zod';
import { asJson, type Db, dbError } from './client.ts';

export type Decisions = ReturnType<typeof createDecisions>;

/** Why a contact is made, held or refused. Stored for each of them. */
export type Decision = {
  verdict: 'allow' | 'hold' | 'deny';
  rule: string;
  reason: string;
  hold_until?: string;
  evidence?: Record<string, unknown>;
};

/** Why a contact was made, held or refused, with the evidence. */
export const DecisionRow = z.object({
  id: z.number().int(),
  at: z.string(),
  lead_id: z.number().int().nullable(),
  call_id: z.string().nullable(),
  message_id: z.string().nullish(),
  channel: z.string(),
  verdict: z.enum(['allow', 'hold', 'deny']),
  rule: z.string(),
  reason: z.string(),
  hold_until: z.string().nullable(),
  evidence: z.record(z.string(), z.unknown()),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

type Denial = {
  leadId: number | null;
  /** Of a call that goes on, such as one that is not transferred. */
  callId?: string;
  rule: string;
  reason: string;
  evidence: Record<string, unknown>;
};

export function createDecisions(db: Db) {
  return {
    /** A contact that was refused before it had a row, or a transfer. */
    async deny({ leadId, callId, rule, reason, evidence }: Denial, now: Date): Promise<void> {
      const { error, status } = await db.from('contact_decisions').insert({
        at: now.toISOString(),
        lead_id: leadId,
        ...(callId ? { call_id: callId } : {}),
        verdict: 'deny',
        rule,
        reason,
        evidence: asJson(evidence),
      });
      if (error) throw dbError('decisions.deny', error, status);
    },

    /** Newest first. */
    async ofLead(leadId: number, limit: number, before?: number): Promise<DecisionRow[]> {
      let query = db.from('contact_decisions').select().eq('lead_id', leadId);
      if (before !== undefined) query = query.lt('id', before);
      const { data, error, status } = await query.order('id', { ascending: false }).limit(limit);
      if (error) throw dbError('decisions.ofLead', error, status);
      return z.array(DecisionRow).parse(data);
    },

    /** Newest first. */
    async ofCall(callId: string): Promise<DecisionRow[]> {
      const { data, error, status } = await db
        .from('contact_decisions')
        .select()
        .eq('call_id', callId)
        .order('id', { ascending: false })
        .limit(200);
      if (error) throw dbError('decisions.ofCall', error, status);
      return z.array(DecisionRow).parse(data);
    },

    /** What was decided when the call was requested. */
    async firstOfCall(callId: string): Promise<DecisionRow | null> {
      const { data, error, status } = await db
        .from('contact_decisions')
        .select()
        .eq('call_id', callId)
        .order('id')
        .limit(1)
        .maybeSingle();
      if (error) throw dbError('decisions.firstOfCall', error, status);
      return data ? DecisionRow.parse(data) : null;
    },
  };
}
