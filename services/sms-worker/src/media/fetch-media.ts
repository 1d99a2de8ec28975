import type { Media } from '@ringback/shared/db/texts/media.ts';
import type { fetchMedia } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { KeepMedia } from './keep-media.ts';

type Deps = { media: Pick<Media, 'ofMessage'>; keepMedia: KeepMedia };

/** Fetches the pictures of one text, one after the other; what is kept already is left alone. */
export function createFetchMedia({
  media,
  keepMedia,
}: Deps): Processor<PayloadOf<typeof fetchMedia>> {
  return async function fetchMedia({ messageId }, { log, signal }) {
    const rows = await media.ofMessage(messageId);
    const pending = rows.filter(({ state }) => state === 'pending');
    if (pending.length === 0) return { kind: 'skip', reason: 'nothing to fetch' };
    const again: Date[] = [];
    for (const row of pending) {
      const at = await keepMedia(row, log, signal);
      if (at) again.push(at);
    }
    const [first] = again.sort((a, b) => a.getTime() - b.getTime());
    if (!first) return { kind: 'done' };
    return { kind: 'snooze', until: first, reason: 'the carrier does not have it yet' };
  };
}
