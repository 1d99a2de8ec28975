import { silentLog } from '@ringback/embedded/log.ts';
import { startRedis } from '@ringback/embedded/redis.ts';
import type { GlobalConfig } from 'jest';
import { startTemplateServers } from './start-template-servers.ts';

declare global {
  /** Left by the setup for the teardown; jest gives the two nothing else in common. */
  var stopTestServers: (() => Promise<void>) | undefined;
}

/**
 * One private Redis for a run of the tests, and a private Postgres for each of its workers: a
 * transaction in any database of a server holds back what is certain in the live log of all of them.
 */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function startTestServers({ maxWorkers }: GlobalConfig): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: asked for by whoever runs the tests
  const isEmbedded = process.env['TEST_DATABASE'] === 'embedded';
  const [redis, servers] = await Promise.all([
    startRedis({ dataDir: null, log: silentLog }),
    startTemplateServers(isEmbedded ? 0 : maxWorkers),
  ]);
  // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
  process.env['TEST_REDIS_URL'] = redis.url;
  for (const [at, server] of servers.entries()) {
    // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
    process.env[`TEST_POSTGRES_URL_${at + 1}`] = server.url;
  }
  globalThis.stopTestServers = async () => {
    await Promise.all([redis.stop(), ...servers.map((server) => server.stop())]);
  };
}
