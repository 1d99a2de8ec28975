import { z } from 'zod';
import { AnalysisRow, AppointmentRow, CallRow, LeadRow, SuppressionRow, TurnRow } from './rows.ts';

/** `id` is the outbox's own and the order of everything; `topic` names the row, as in `lead:6`. */
const told = { id: z.number().int(), topic: z.string(), at: z.string() };

const written = <const Types extends readonly [string, string], Row extends z.ZodType>(
  types: Types,
  payload: Row,
) => z.object({ ...told, type: z.enum(types), payload });

const deleted = <const Type extends string, Id extends z.ZodType>(type: Type, id: Id) =>
  z.object({ ...told, type: z.literal(type), payload: z.object({ id }) });

const number = z.number().int();

/** A row as it is after the change. Columns that a shape does not name never leave the house. */
export const RowEvent = z.discriminatedUnion('type', [
  written(['lead.created', 'lead.updated'], LeadRow),
  deleted('lead.deleted', number),
  written(['call.created', 'call.updated'], CallRow),
  deleted('call.deleted', z.uuid()),
  written(['transcript.created', 'transcript.updated'], TurnRow),
  deleted('transcript.deleted', number),
  written(['analysis.created', 'analysis.updated'], AnalysisRow),
  deleted('analysis.deleted', z.uuid()),
  written(['appointment.created', 'appointment.updated'], AppointmentRow),
  deleted('appointment.deleted', z.uuid()),
  written(['suppression.created', 'suppression.updated'], SuppressionRow),
]);
export type RowEvent = z.infer<typeof RowEvent>;

const Hint = z.object({
  what: z.string(),
  id: z.union([z.number(), z.string()]).nullish(),
  lead_id: z.number().nullish(),
  message_id: z.string().nullish(),
  conversation_id: z.string().nullish(),
  campaign_id: z.string().nullish(),
});

/** Something changed whose rows the log does not carry: ids, for whoever wants to ask for it. */
export const ChangedEvent = z.object({ ...told, type: z.literal('changed'), payload: Hint });
export type ChangedEvent = z.infer<typeof ChangedEvent>;

/** What a listener to the live log hears. */
export const LiveEvent = z.discriminatedUnion('type', [...RowEvent.options, ChangedEvent]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** A row of the outbox, before anybody has looked at it. */
export const OutboxRow = z.object({ ...told, type: z.string(), payload: z.unknown() });
export type OutboxRow = z.infer<typeof OutboxRow>;

/** A row in a shape that is not ours to tell becomes a hint: an event is never left out. */
export function readEvent(row: OutboxRow): LiveEvent {
  const known = RowEvent.safeParse(row);
  if (known.success) return known.data;
  const { id, topic, at, type } = row;
  const ids = Hint.safeParse({ ...Object(row.payload), what: type });
  const payload = ids.success ? ids.data : { what: type };
  return { id, topic, at, type: 'changed', payload };
}
