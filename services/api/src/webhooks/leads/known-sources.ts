import type { Actor } from '@ringback/shared/db/access/activity.ts';
import type { LeadSourceRow, LeadSources } from '@ringback/shared/db/leads/lead-sources.ts';

export type KnownSources = ReturnType<typeof createKnownSources>;

/** Another process may change a source; this one may not know of it for so long. */
const EVERY_MS = 15_000;
const SOON_MS = 1_000;

/** The sources in the database, cached for when it is unavailable. */
export function createKnownSources(sources: LeadSources, everyMs = EVERY_MS) {
  const known = new Map<string, LeadSourceRow>();
  let isComplete = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<unknown> = Promise.resolve();

  async function list(): Promise<LeadSourceRow[]> {
    const rows = await sources.list();
    known.clear();
    for (const row of rows) known.set(row.source, row);
    isComplete = true;
    return rows;
  }

  // If it fails, the cached sources are the best that is known.
  const look = () => void list().catch(() => undefined);
  const timer = setInterval(look, everyMs);
  timer.unref();
  look();

  return {
    list,
    /** The sources in the database, queried once a second at most. */
    async listSoon(): Promise<void> {
      if (performance.now() - lookedAt >= SOON_MS) {
        lookedAt = performance.now();
        looking = list().catch(() => undefined);
      }
      await looking;
    },
    async find(name: string): Promise<LeadSourceRow | null> {
      const row = await sources.find(name);
      if (row) known.set(name, row);
      else known.delete(name);
      return row;
    },
    async save(source: LeadSourceRow, now: Date, by: Actor): Promise<LeadSourceRow> {
      const row = await sources.save(source, now, by);
      known.set(row.source, row);
      return row;
    },
    /** Null: there was no source of that name. Undefined: it could not be checked so far. */
    recall: (name: string): LeadSourceRow | null | undefined =>
      known.get(name) ?? (isComplete ? null : undefined),
    stop: () => clearInterval(timer),
  };
}
