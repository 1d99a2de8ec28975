import { createBlobs } from '@ringback/shared/db/blobs/create-blobs.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createMedia } from '@ringback/shared/db/texts/media.ts';
import { createCarrierMedia } from '@ringback/shared/providers/sms/media.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Config } from '../config.ts';
import { createFetchMedia } from './fetch-media.ts';
import { createKeepMedia } from './keep-media.ts';
import { createSweepMedia } from './sweep-media.ts';

type Deps = { db: Db; producer: Pick<Producer, 'enqueueAll' | 'revive'>; now: Now };

/** Wires what fetches, keeps and deletes pictures of texts. */
export function wireMedia(config: Config, { db, producer, now }: Deps) {
  const media = createMedia(db);
  const blobs = createBlobs(config.blobs);
  const carrierMediaOf = createCarrierMedia(config.providers);
  const { deletePicturesAtCarrier: deleteAtCarrier, keepPicturesMs: keepMs } = config;
  return {
    fetchMedia: createFetchMedia({
      media,
      keepMedia: createKeepMedia({ media, blobs, carrierMediaOf, deleteAtCarrier, now }),
    }),
    sweepMedia: createSweepMedia({ media, blobs, carrierMediaOf, producer, keepMs, now }),
  };
}
