import { z } from 'zod';
import { type LiveEvent, OutboxRow, readEvent } from '../../events/live-event.ts';
import { SnapshotRows, type SnapshotWindow } from '../../events/snapshot.ts';
import { asJson, callForRow, callFunction, type Db } from '../client.ts';

export type Events = ReturnType<typeof createEvents>;

/** A gap in the log was seen: it is certain once everything that wrote before then is over. */
export type Fence = { fence: string; id: number };

const rows = z.array(OutboxRow).transform((list): LiveEvent[] => list.map(readEvent));

const Outbox = z
  .object({
    events: rows,
    position: z.number().int().nullable(),
    fence: z.string().nullable(),
    fence_id: z.number().int().nullable(),
    tail: z.number().int(),
    lag_ms: z.number(),
  })
  .transform(({ fence, fence_id: id, ...page }) => ({
    ...page,
    fence: fence === null || id === null ? null : { fence, id },
  }));
export type OutboxPage = z.output<typeof Outbox>;

const Page = z.object({ events: rows, tail: z.number().int() });
const Bounds = z.object({ tail: z.number().int(), newest: z.number().int() });

/** The log of everything that changed. */
export function createEvents(db: Db) {
  return {
    /**
     * What is certain above `after`, and up to where. Null asks where the log ends; `position` stays
     * null until that is certain, which takes the same call again with the fence it gave.
     */
    async readOutbox(after: number | null, fence: Fence | null, limit: number) {
      return Outbox.parse(
        await callFunction(db, 'read_outbox', {
          p_after: after as number,
          p_fence: (fence?.fence ?? null) as string,
          p_fence_id: (fence?.id ?? null) as number,
          p_limit: limit,
        }),
      );
    },

    /** A part that is known to be certain. Events up to `tail` may be missing from it. */
    async page(after: number, to: number, limit: number) {
      const args = { p_after: after, p_to: to, p_limit: limit };
      return Page.parse(await callFunction(db, 'event_page', args));
    },

    /** Which ids somebody may have heard last: none below `tail`, none above `newest`. */
    async bounds() {
      return Bounds.parse(await callForRow(db, 'event_bounds', {} as never));
    },

    /** Forgets the oldest events if they are older than `before`; how many it forgot. */
    async prune(before: Date, limit: number): Promise<number> {
      const args = { p_before: before.toISOString(), p_limit: limit };
      return z
        .number()
        .int()
        .parse(await callFunction(db, 'prune_events', args));
    },

    /** The newest rows of each kind, so many of those that are parts, or those in an earlier window. */
    async snapshot(limit: number, parts: number, window?: SnapshotWindow): Promise<SnapshotRows> {
      return SnapshotRows.parse(
        await callFunction(db, 'live_snapshot', {
          p_limit: limit,
          p_parts: parts,
          p_window: (window ? asJson(window) : null) as never,
        }),
      );
    },
  };
}
