import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { Media, OldMedia } from '@ringback/shared/db/texts/media.ts';
import { UPLOAD_KEPT_MS } from '@ringback/shared/domain/pictures/picture-limits.ts';
import { fetchMedia, type sweepMedia } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { CarrierMediaOf } from '@ringback/shared/providers/sms/media.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  media: Pick<Media, 'claimDue' | 'old' | 'forget'>;
  blobs: Pick<Blobs, 'remove'>;
  carrierMediaOf: CarrierMediaOf;
  producer: Pick<Producer, 'enqueueAll' | 'revive'>;
  /** Null: for ever. */
  keepMs: number | null;
  now: Now;
};

const BATCH = 200;
/** Each may cost a request to the carrier. */
const MOST_DELETED = 100;
/** By then a worker that was fetching a picture of a deleted lead is through. */
const FETCHING_MS = 5 * 60_000;

/** Fetches what lost its job, and deletes what is past its retention or belongs to nobody any more. */
export function createSweepMedia(deps: Deps): Processor<PayloadOf<typeof sweepMedia>> {
  const { media, blobs, carrierMediaOf, producer, keepMs, now } = deps;
  const ago = (ms: number) => new Date(now().getTime() - ms);

  return async function sweepMedia(_, { log, signal }) {
    const due = await media.claimDue(now(), BATCH);
    const payloads = due.map((messageId) => ({ messageId }));
    await producer.enqueueAll(
      fetchMedia,
      payloads.map((payload) => ({ payload })),
    );
    await Promise.all(payloads.map((payload) => producer.revive(fetchMedia, payload)));
    const deleted = await deleteOld(log, signal);
    if (due.length + deleted === 0) return { kind: 'skip', reason: 'nothing due' };
    log.info({ due: due.length, deleted }, 'swept pictures');
    return { kind: 'done' };
  };

  async function deleteOld(log: Logger, signal: AbortSignal): Promise<number> {
    const limits = {
      before: keepMs === null ? null : ago(keepMs),
      uploads: ago(UPLOAD_KEPT_MS),
      erased: ago(FETCHING_MS),
    };
    let deleted = 0;
    for (const one of await media.old(limits, MOST_DELETED)) {
      if (signal.aborted) break;
      try {
        await deleteOne(one);
        deleted += 1;
      } catch (err) {
        // It stays listed, and the next run tries again.
        log.warn({ err, mediaId: one.id }, 'picture not deleted');
        break;
      }
    }
    return deleted;
  }

  /** The row goes last: until then a crash is made good by the next run. */
  async function deleteOne({ id, provider, source_url: url }: OldMedia): Promise<void> {
    if (url !== null) await carrierMediaOf(provider).remove(url);
    await blobs.remove(id);
    await media.forget(id, now());
  }
}
