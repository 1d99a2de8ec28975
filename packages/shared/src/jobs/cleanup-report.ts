import { z } from 'zod';
import { CALL_STATUSES } from '../domain/calls/call.ts';
import { LEAD_STATUSES } from '../domain/lead-status.ts';
import { OUTCOMES } from '../domain/outcome.ts';

/** What happened to one call that had lasted too long, and to its lead. */
const ClosedCall = z.object({
  id: z.uuid(),
  call_sid: z.string().nullable(),
  lead_id: z.number().int().nullable(),
  from: z.enum(CALL_STATUSES),
  to: z.enum(CALL_STATUSES),
  /** Why it ended: the carrier's word, or ours where the carrier has none. */
  reason: z.string().nullable(),
  lead: z
    .object({
      lead_status: z.enum(LEAD_STATUSES),
      outcome: z.enum(OUTCOMES).nullable(),
      /** Whether the lead still names this call as its last one. */
      is_linked: z.boolean(),
    })
    .nullable(),
});
export type ClosedCall = z.infer<typeof ClosedCall>;

/** What a cleanup did. The job's return value: ids and counts, no names. */
export const CleanupReport = z.object({
  closed_calls: z.array(z.uuid()),
  /** Each with its old status, its new one, and its lead. */
  calls: z.array(ClosedCall),
  ended_conversations: z.array(z.string()),
  requeued: z.number().int(),
  settled_unknown: z.number().int(),
  repaired_leads: z.number().int(),
});
export type CleanupReport = z.infer<typeof CleanupReport>;
