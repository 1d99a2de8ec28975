import '../../http/zod-openapi.ts';
import { DecisionRow } from '@ringback/shared/db/decisions.ts';
import { AppointmentRow } from '@ringback/shared/db/leads/appointments.ts';
import { AnalysisRow, CallRow } from '@ringback/shared/db/rows.ts';
import { MessageRow } from '@ringback/shared/db/text-rows.ts';
import { z } from 'zod';

/** One event in the timeline of a lead. */
export const TimelineEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('call'), at: z.string(), call: CallRow }),
    z.object({ kind: z.literal('text'), at: z.string(), text: MessageRow }),
    z.object({ kind: z.literal('analysis'), at: z.string(), analysis: AnalysisRow }),
    z.object({ kind: z.literal('decision'), at: z.string(), decision: DecisionRow }),
    z.object({ kind: z.literal('appointment'), at: z.string(), appointment: AppointmentRow }),
  ])
  .openapi('TimelineEntry');
export type TimelineEntry = z.infer<typeof TimelineEntry>;

type Parts = {
  calls: CallRow[];
  texts: MessageRow[];
  analyses: AnalysisRow[];
  decisions: DecisionRow[];
  appointments: AppointmentRow[];
};

/** Of events at one time, the cause comes first. */
const ORDER: TimelineEntry['kind'][] = ['call', 'text', 'decision', 'analysis', 'appointment'];

/** Merges the parts into one timeline, oldest first. */
export function timelineOf({
  calls,
  texts,
  analyses,
  decisions,
  appointments,
}: Parts): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...calls.map((call) => ({ kind: 'call' as const, at: call.created_at, call })),
    ...texts.map((text) => ({ kind: 'text' as const, at: text.created_at, text })),
    ...analyses.map((analysis) => ({
      kind: 'analysis' as const,
      at: analysis.created_at,
      analysis,
    })),
    ...decisions.map((decision) => ({ kind: 'decision' as const, at: decision.at, decision })),
    ...appointments.map((appointment) => ({
      kind: 'appointment' as const,
      at: appointment.created_at,
      appointment,
    })),
  ];
  return entries.sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
}
