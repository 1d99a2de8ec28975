import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { GlobalConfig } from 'jest';
import postgres from 'postgres';
import { silentLog } from '../../scripts/embedded/log.ts';
import {
  type PostgresServer,
  startPostgresServer,
} from '../../scripts/embedded/postgres-server.ts';
import { startRedis } from '../../scripts/embedded/redis.ts';
import { TEMPLATE } from './test-database.ts';

declare global {
  /** Left by the setup for the teardown; jest gives the two nothing else in common. */
  var stopTestServers: (() => Promise<void>) | undefined;
}

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/ringback');

/**
 * One private Redis for a run of the tests, and a private Postgres for each of its workers: a
 * transaction in any database of a server holds back what is certain in the live log of all of them.
 */
// biome-ignore lint/style/noDefaultExport: jest calls the default export
export default async function startTestServers({ maxWorkers }: GlobalConfig): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: asked for by whoever runs the tests
  const isEmbedded = process.env['TEST_DATABASE'] === 'embedded';
  const workers = isEmbedded ? [] : Array.from({ length: maxWorkers }, (_, at) => at + 1);
  const redis = await startRedis({ dataDir: null, log: silentLog });
  const servers = await Promise.all(workers.map(startOne));
  // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
  process.env['TEST_REDIS_URL'] = redis.url;
  globalThis.stopTestServers = async () => {
    await Promise.all([redis.stop(), ...servers.map((server) => server.stop())]);
  };
}

async function startOne(worker: number): Promise<PostgresServer> {
  const server = await startPostgresServer({ cacheDir: CACHE, log: silentLog });
  await makeTemplate(server.url);
  // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
  process.env[`TEST_POSTGRES_URL_${worker}`] = server.url;
  return server;
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
