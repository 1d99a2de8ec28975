import type { LeadSourceRow, LeadSources } from '@ringback/shared/db/leads/lead-sources.ts';

export type KnownSources = ReturnType<typeof createKnownSources>;

/** Another process may set a source up; so long this one may not have heard of it. */
const EVERY_MS = 15_000;
const SOON_MS = 1_000;

/** The sources in the database, and as they were last seen for when it cannot be asked. */
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

  // If it fails, what was seen before is still the best that is known.
  const look = () => void list().catch(() => undefined);
  const timer = setInterval(look, everyMs);
  timer.unref();
  look();

  return {
    list,
    /** What stands in the database, asked once a second at the most. */
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
    async save(source: LeadSourceRow, now: Date): Promise<LeadSourceRow> {
      const row = await sources.save(source, now);
      known.set(row.source, row);
      return row;
    },
    /** Null: there was none of that name. Undefined: nobody could say so far. */
    recall: (name: string): LeadSourceRow | null | undefined =>
      known.get(name) ?? (isComplete ? null : undefined),
    stop: () => clearInterval(timer),
  };
}
