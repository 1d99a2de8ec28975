import { AppError } from '../../runtime/errors.ts';
import { connectDb, type DbConfig } from '../client.ts';
import type { Blobs } from './port.ts';

const BUCKET = 'pictures';
const TIMEOUT_MS = 30_000;

/** A private bucket of Supabase Storage, made when it is needed first. */
export function createStorageBlobs(database: DbConfig): Blobs {
  const { storage } = connectDb({ timeoutMs: TIMEOUT_MS, ...database });
  const bucket = storage.from(BUCKET);

  async function upload(key: string, bytes: Uint8Array, contentType: string) {
    const { error } = await bucket.upload(key, bytes, { contentType, upsert: true });
    return error;
  }

  return {
    async put(key, bytes, type) {
      let error = await upload(key, bytes, type);
      if (error && isMissing(error)) {
        const made = await storage.createBucket(BUCKET, { public: false });
        // Another process may have made it meanwhile.
        if (made.error && statusOf(made.error) !== 409) throw unavailable('make', made.error);
        error = await upload(key, bytes, type);
      }
      if (error) throw unavailable('put', error);
    },

    async get(key) {
      const { data, error } = await bucket.download(key);
      if (data) return new Uint8Array(await data.arrayBuffer());
      if (isMissing(error)) return null;
      throw unavailable('get', error);
    },

    async remove(key) {
      const { error } = await bucket.remove([key]);
      if (error && !isMissing(error)) throw unavailable('remove', error);
    },
  };
}

type Failure = Error & { status?: number | undefined; statusCode?: string | undefined };

/** Storage answers 400 and tells what it means in the body. */
function statusOf({ status, statusCode }: Failure): number {
  return Number(statusCode) || (status ?? 0);
}

function isMissing(error: Failure): boolean {
  return statusOf(error) === 404 || /not.?found/i.test(error.message);
}

function unavailable(act: string, cause: Failure): AppError {
  return new AppError('provider_unavailable', 'The storage of pictures cannot be used right now.', {
    cause,
    facts: { act, status: statusOf(cause) },
  });
}
