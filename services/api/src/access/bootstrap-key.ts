import type { ApiKeys } from '@ringback/shared/db/api-keys.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  apiKeys: Pick<ApiKeys, 'ensure'>;
  key: string | undefined;
  log: Logger;
  now: () => Date;
};

const AGAIN_MS = 2_000;

/** Lets the first key in. A database that is not there yet is asked again until it is. */
export function bootstrapKey({ apiKeys, key, log, now }: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function tryOnce(): Promise<void> {
    if (!key || stopped) return;
    try {
      await apiKeys.ensure({ name: 'bootstrap', role: 'admin', keyHash: hashKey(key) }, now());
    } catch (err) {
      log.warn({ err }, 'the first key is not in the database yet');
      timer = setTimeout(() => void tryOnce(), AGAIN_MS);
      timer.unref();
    }
  }

  return {
    tried: tryOnce(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
