import { createHash } from 'node:crypto';
import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { Media, MediaOutcome, MediaRow } from '@ringback/shared/db/texts/media.ts';
import { fetchAgainAt } from '@ringback/shared/domain/pictures/fetch-again.ts';
import { typeOfBytes } from '@ringback/shared/domain/pictures/picture-type.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { CarrierMediaOf } from '@ringback/shared/providers/sms/media.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  media: Pick<Media, 'record'>;
  blobs: Pick<Blobs, 'put' | 'remove'>;
  carrierMediaOf: CarrierMediaOf;
  /** Whether the carrier's copy goes once the picture is kept. */
  deleteAtCarrier: boolean;
  now: Now;
};

export type KeepMedia = (row: MediaRow, log: Logger, signal: AbortSignal) => Promise<Date | null>;

/** Fetches one picture, keeps it and records it. A date: it has to be fetched again then. */
export function createKeepMedia(deps: Deps): KeepMedia {
  const { media, blobs, carrierMediaOf, deleteAtCarrier, now } = deps;

  return async function keepMedia(row, log, signal) {
    const { id, provider, source_url: url } = row;
    if (url === null) return null;
    const outcome = await fetched(row, url, signal);
    const result = await media.record(id, outcome, now());
    const facts = { mediaId: id, state: outcome.state, result, tries: row.tries + 1 };
    if (outcome.state === 'failed') {
      log.warn({ ...facts, fault: outcome.fault }, 'picture not kept');
    } else log.info(facts, 'picture fetched');
    if (result === 'unwanted') await blobs.remove(id);
    if (outcome.state === 'kept' && result !== 'settled' && deleteAtCarrier) {
      await carrierMediaOf(provider)
        .remove(url)
        .catch((err: unknown) => log.warn({ ...facts, err }, 'the carrier keeps its copy'));
    }
    return outcome.state === 'pending' && result === 'recorded' ? new Date(outcome.fetch_at) : null;
  };

  async function fetched(row: MediaRow, url: string, signal: AbortSignal): Promise<MediaOutcome> {
    const answer = await carrierMediaOf(row.provider)
      .fetch(url, signal)
      .catch((thrown: unknown) => unavailable(thrown, signal));
    switch (answer.kind) {
      case 'file': {
        const { bytes } = answer;
        const type = typeOfBytes(bytes);
        await blobs.put(row.id, bytes, type);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return { state: 'kept', type, bytes: bytes.length, sha256 };
      }
      case 'too_large':
        return { state: 'failed', fault: 'too_large' };
      case 'refused':
        return { state: 'failed', fault: 'refused' };
      case 'missing':
        return again(row, 'gone');
      case 'unavailable':
        return again(row, 'unreachable');
      default:
        return unreachable(answer);
    }
  }

  function again({ tries }: MediaRow, fault: 'gone' | 'unreachable'): MediaOutcome {
    const at = fetchAgainAt(tries + 1, now());
    if (at === null) return { state: 'failed', fault };
    return { state: 'pending', fetch_at: at.toISOString() };
  }
}

/** A worker that stops has not failed to fetch it: another one goes on. */
function unavailable(thrown: unknown, signal: AbortSignal): { kind: 'unavailable' } {
  const error = AppError.from(thrown);
  if (signal.aborted || error.code !== 'provider_unavailable') throw error;
  return { kind: 'unavailable' };
}
