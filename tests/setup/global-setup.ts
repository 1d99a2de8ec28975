import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import postgres from 'postgres';
import { silentLog } from '../../scripts/embedded/log.ts';
import { startPostgresServer } from '../../scripts/embedded/postgres-server.ts';
import { startRedis } from '../../scripts/embedded/redis.ts';
import { TEMPLATE } from './test-database.ts';

declare global {
  /** Left by the setup for the teardown; jest gives the two nothing else in common. */
  var stopTestServers: (() => Promise<void>) | undefined;
}

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ringback');

/** One private Redis and one private Postgres for a run of the tests: theirs to fill, and gone with them. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function startTestServers(): Promise<void> {
  const [redis, server] = await Promise.all([
    startRedis({ dataDir: null, log: silentLog }),
    // biome-ignore lint/style/noProcessEnv: asked for by whoever runs the tests
    process.env['TEST_DATABASE'] === 'embedded'
      ? null
      : startPostgresServer({ cacheDir: CACHE, log: silentLog }),
  ]);
  // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
  process.env['TEST_REDIS_URL'] = redis.url;
  if (server) {
    await makeTemplate(server.url);
    // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
    process.env['TEST_POSTGRES_URL'] = server.url;
  }
  globalThis.stopTestServers = async () => {
    await Promise.all([redis.stop(), server?.stop()]);
  };
}

/** Every test's database is a copy of this one: nothing is migrated twice. */
async function makeTemplate(server: string): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${TEMPLATE}`;
  execFileSync(process.execPath, [join(import.meta.dirname, 'make-template.ts'), url.href]);
}
