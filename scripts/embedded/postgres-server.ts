import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import type { Log } from './log.ts';
import { providePostgres } from './provide-postgres.ts';
import { watched } from './watched.ts';

const START_MS = 30_000;
const GRACE_MS = 10_000;

/** Nothing here outlives a run of the tests, so nothing needs to survive a power cut. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_connections=400',
  'shared_buffers=128MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'listen_addresses=127.0.0.1',
];

const INITDB = ['-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'];

export type PostgresServer = {
  url: string;
  /** With a folder, what it holds is copied there: another server can begin with it. */
  stop(keepIn?: string): Promise<void>;
};

/** A Postgres server of our own on a free port, gone with this process and its data with it. */
export async function startPostgresServer(options: {
  cacheDir: string;
  log: Log;
  /** What an earlier server kept; left out, it begins empty. */
  beginWith?: string;
}): Promise<PostgresServer> {
  const bin = providePostgres(options);
  const home = mkdtempSync(join(tmpdir(), 'ringback-postgres-'));
  const data = join(home, 'data');
  const user = unprivileged();
  if (user) chownSync(home, user.uid, user.gid);
  chmodSync(home, 0o700);
  if (options.beginWith) copy(options.beginWith, data);
  else run(join(bin, 'initdb'), ['-D', data, ...INITDB], { ...user, cwd: home });

  const port = await freePort();
  const settings = [...SETTINGS, `port=${port}`, `unix_socket_directories=${home}`];
  const server = [join(bin, 'postgres'), '-D', data, ...settings.flatMap((one) => ['-c', one])];
  const child = startChild({
    name: 'postgres',
    ...watched(server),
    env: process.env,
    // The log is opened by us, not by the user under whom the server runs.
    logDir: mkdtempSync(join(tmpdir(), 'ringback-postgres-log-')),
    cwd: home,
    ...user,
  });
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await Promise.race([answers(url), child.gone]);
  return {
    url,
    async stop(keepIn) {
      await child.stop(GRACE_MS);
      if (keepIn) copy(data, keepIn);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** With owners and modes, on which Postgres insists. */
function copy(from: string, to: string): void {
  run('cp', ['-a', from, to], {});
}

function run(program: string, args: string[], how: SpawnSyncOptions): void {
  const { status, stderr, error } = spawnSync(program, args, { ...how, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr || error?.message}`);
}

/** Postgres refuses to run as root; `nobody` is on every Unix. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function answers(url: string): Promise<void> {
  const endsAt = performance.now() + START_MS;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (performance.now() > endsAt) throw error;
      await pause(50);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
