import { createApiKeys } from '@ringback/shared/db/api-keys.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Kernel } from '../kernel.ts';
import { keepTelling } from '../outage/keep-telling.ts';

type Deps = Pick<Kernel, 'db' | 'log' | 'now'> & { key: string | undefined };

/** Lets the first key in, if there is one in the settings. */
export function bootstrapKey({ db, key, log, now }: Deps) {
  const apiKeys = createApiKeys(db);
  return keepTelling({
    async tell() {
      if (!key) return;
      await apiKeys.ensure({ name: 'bootstrap', role: 'admin', keyHash: hashKey(key) }, now());
    },
    failed: 'the first key is not in the database yet',
    log,
  });
}
