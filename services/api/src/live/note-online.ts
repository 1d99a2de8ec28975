import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  noteSeen: (ids: string[], now: Date) => Promise<number>;
  log: Logger;
  now: () => Date;
};

/** Less than half of the time after which somebody no longer counts as online. */
const EVERY_MS = 30_000;

/**
 * Whoever has a page open is online, though the page asks for nothing: their sessions are kept as
 * seen. Not every check of the listeners writes this down.
 */
export function createNoteOnline({ noteSeen, log, now }: Deps) {
  const notedMs = new Map<string, number>();

  return function noteOnline(open: ReadonlySet<string>): void {
    const at = now();
    for (const [id, ms] of notedMs) if (at.getTime() - ms >= EVERY_MS) notedMs.delete(id);
    const due = [...open].filter((id) => !notedMs.has(id));
    if (due.length === 0) return;
    for (const id of due) notedMs.set(id, at.getTime());
    noteSeen(due, at).catch((err: unknown) => {
      for (const id of due) notedMs.delete(id);
      log.debug({ err }, 'open pages not noted as online');
    });
  };
}
