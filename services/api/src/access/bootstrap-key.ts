import { createApiKeys } from '@ringback/shared/db/access/api-keys.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { retryWrite } from '../outage/retry-write.ts';

type Deps = { db: Db; key: string | undefined; log: Logger; now: Now };

/** Stores the first key, if the settings have one. */
export function bootstrapKey({ db, key, log, now }: Deps) {
  const apiKeys = createApiKeys(db);
  return retryWrite({
    async write() {
      if (!key) return;
      await apiKeys.ensure({ name: 'bootstrap', role: 'admin', keyHash: hashKey(key) }, now());
    },
    failed: 'the first key is not in the database yet',
    log,
  });
}
