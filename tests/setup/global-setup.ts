import { silentLog } from '../../scripts/embedded/log.ts';
import { startRedis } from '../../scripts/embedded/redis.ts';

declare global {
  /** Left by the setup for the teardown; jest gives the two nothing else in common. */
  var stopTestRedis: (() => Promise<void>) | undefined;
}

/** One private Redis for a run of the tests: theirs to fill, and gone with them. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function startTestRedis(): Promise<void> {
  const redis = await startRedis({ dataDir: null, log: silentLog });
  // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
  process.env['TEST_REDIS_URL'] = redis.url;
  globalThis.stopTestRedis = redis.stop;
}
