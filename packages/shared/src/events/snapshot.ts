import { z } from 'zod';
import { ALL_KINDS, type Kind, type Kinds, type Noun, type RowOf } from './kinds.ts';

type PlaceOf<N extends Noun> = RowOf<N>[Extract<Kinds[N]['place'], keyof RowOf<N>>];

/**
 * From which row on a snapshot holds each kind, by the kind's place; null: all there are. A window
 * by rows rather than by count, so that an event alone shows whether its row belongs in it.
 */
export type SnapshotWindow = { [N in Noun as Kinds[N]['list']]: PlaceOf<N> | null };

/** The newest rows of each kind, newest first; parts in the order in which they were written. */
export type SnapshotRows = { [N in Noun as Kinds[N]['list']]: RowOf<N>[] } & {
  window: SnapshotWindow;
};

/** Contains everything up to `last_event_id`; later events may be in it already. */
export type Snapshot = SnapshotRows & { last_event_id: number };

const forEach = (schemaOf: (kind: Kind) => z.ZodType): Record<string, z.ZodType> =>
  Object.fromEntries(ALL_KINDS.map(([, kind]) => [kind.list, schemaOf(kind)]));

const placeOf = ({ row, place }: Kind): z.ZodType => {
  const column = place && row.shape[place];
  return column ? z.nullable(column) : z.null();
};

const rows = z.object({
  window: z.object(forEach(placeOf)),
  ...forEach(({ row }) => z.array(row)),
});
const whole: z.ZodType<unknown> = rows.extend({ last_event_id: z.number().int() });

/** Made from the table of kinds, as their types are. */
export const SnapshotRows = rows as z.ZodType<unknown> as z.ZodType<SnapshotRows>;
export const Snapshot = whole as z.ZodType<Snapshot>;
