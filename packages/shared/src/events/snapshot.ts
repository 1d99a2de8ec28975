import { z } from 'zod';
import { AnalysisRow, AppointmentRow, CallRow, LeadRow, SuppressionRow, TurnRow } from './rows.ts';

/**
 * From which row on a snapshot holds each kind, by id or by `created_at`; null: all there are. A
 * window by rows rather than by count, so that an event alone tells whether its row belongs in.
 */
export const SnapshotWindow = z.object({
  leads: z.number().int().nullable(),
  calls: z.string().nullable(),
  transcripts: z.number().int().nullable(),
  analyses: z.string().nullable(),
  appointments: z.string().nullable(),
  suppressions: z.number().int().nullable(),
});
export type SnapshotWindow = z.infer<typeof SnapshotWindow>;

/** The newest rows of each kind, newest first; turns in the order in which they were written. */
export const SnapshotRows = z.object({
  window: SnapshotWindow,
  leads: z.array(LeadRow),
  calls: z.array(CallRow),
  transcripts: z.array(TurnRow),
  analyses: z.array(AnalysisRow),
  appointments: z.array(AppointmentRow),
  suppressions: z.array(SuppressionRow),
});
export type SnapshotRows = z.infer<typeof SnapshotRows>;

/** Everything up to `last_event_id` is in it; what comes after may be in it already. */
export const Snapshot = SnapshotRows.extend({ last_event_id: z.number().int() });
export type Snapshot = z.infer<typeof Snapshot>;
