import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../runtime/errors.ts';
import type { Blobs } from './port.ts';

const KEY = /^[a-z0-9-]{1,64}$/i;

/** Files in a folder that every process which needs them can reach. */
export function createFolderBlobs(folder: string): Blobs {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new AppError('internal', 'This is no key of a file.');
    return join(folder, key);
  };

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      // A process that is killed while it writes leaves no half file under the key.
      const half = `${path}.${randomUUID()}.part`;
      await attempt(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(half, bytes, { mode: 0o600 });
        await rename(half, path);
      });
    },

    async get(key) {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (thrown) {
        if (isMissing(thrown)) return null;
        throw unavailable(thrown);
      }
    },

    async remove(key) {
      const path = pathOf(key);
      await attempt(() => rm(path, { force: true }));
    },
  };
}

const isMissing = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code === 'ENOENT';

async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    throw unavailable(thrown);
  }
}

function unavailable(cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException;
  return new AppError('provider_unavailable', 'The folder of pictures cannot be used.', {
    cause,
    facts: { errno: code },
  });
}
