import { z } from 'zod';
import { ALL_KINDS, type Kinds, type Noun, type RowOf } from './kinds.ts';

/** `id` is the outbox's own and orders everything; `topic` names the row, as in `lead:6`. */
const shared = { id: z.number().int(), topic: z.string(), at: z.string() };
type Told = { id: number; topic: string; at: string };

type Written<N extends Noun> = Told & {
  type: `${N}.created` | `${N}.updated`;
  payload: RowOf<N>;
};
type Gone<N extends Noun> = Told & {
  type: `${N}.deleted`;
  payload: Pick<RowOf<N>, Extract<Kinds[N]['key'][number], keyof RowOf<N>>>;
};

/** A row as it is after the change, or the key of one that is gone. */
export type RowEvent = { [N in Noun]: Written<N> | Gone<N> }[Noun];

const Hint = z.object({
  what: z.string(),
  id: z.union([z.number(), z.string()]).nullish(),
  lead_id: z.number().nullish(),
  message_id: z.string().nullish(),
  conversation_id: z.string().nullish(),
  campaign_id: z.string().nullish(),
});

/** A change of a kind that the log does not carry: its ids, for clients that want to fetch it. */
export const ChangedEvent = z.object({ ...shared, type: z.literal('changed'), payload: Hint });
export type ChangedEvent = z.infer<typeof ChangedEvent>;

/** What a client of the live log receives. */
export type LiveEvent = RowEvent | ChangedEvent;

const rowEvents = ALL_KINDS.flatMap(([noun, { row, key }]) => [
  z.object({ ...shared, type: z.enum([`${noun}.created`, `${noun}.updated`]), payload: row }),
  z.object({
    ...shared,
    type: z.literal(`${noun}.deleted`),
    payload: z.object(Object.fromEntries(key.map((column) => [column, row.shape[column]]))),
  }),
]);
const anyEvent: z.ZodType<unknown> = z.discriminatedUnion('type', [ChangedEvent, ...rowEvents]);
/** Made from the table of kinds, as its type is. */
export const LiveEvent = anyEvent as z.ZodType<LiveEvent>;

/** A row of the outbox, before it is checked. */
export const OutboxRow = z.object({ ...shared, type: z.string(), payload: z.unknown() });
export type OutboxRow = z.infer<typeof OutboxRow>;

/** A row in an unknown shape becomes a hint: an event is never left out. */
export function readEvent(row: OutboxRow): LiveEvent {
  const known = LiveEvent.safeParse(row);
  if (known.success) return known.data;
  const { id, topic, at, type } = row;
  const ids = Hint.safeParse({ ...Object(row.payload), what: type });
  const payload = ids.success ? ids.data : { what: type };
  return { id, topic, at, type: 'changed', payload };
}
