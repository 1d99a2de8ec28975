import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import type { Log } from './log.ts';
import { provideRedis, type RedisCommand } from './provide-redis.ts';
import { watched } from './watched.ts';

const START_MS = 15_000;
const GRACE_MS = 5_000;

export type PrivateRedis = {
  url: string;
  pid: number;
  gone: Promise<never>;
  stop(): Promise<void>;
  kill(): void;
};

/**
 * A Redis or Valkey of our own on a free port of this machine, gone when this process is.
 * With a data folder it keeps an append-only file there; with null it keeps nothing. Its password is in a
 * file that only this user can read.
 */
export async function startRedis(options: {
  dataDir: string | null;
  log: Log;
  logDir?: string;
  /** The port it had before; left out, a free one. */
  port?: number;
  /** The password it had before; left out, that of its data folder, or a new one. */
  password?: string;
}): Promise<PrivateRedis> {
  const { dataDir, log } = options;
  const home = dataDir ?? mkdtempSync(join(tmpdir(), 'ringback-redis-'));
  mkdirSync(home, { recursive: true });
  const password = passwordIn(home, options.password);
  const found = provideRedis(log);
  const port = options.port ?? (await freePort());
  const child = startChild({
    name: 'redis',
    ...commandFor(found, { port, home, keeps: dataDir !== null }),
    env: process.env,
    logDir: options.logDir ?? home,
  });
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const serverPid = await Promise.race([answers(url), child.gone]);
  return {
    url,
    pid: serverPid,
    gone: child.gone,
    async stop() {
      await leave(child, found, serverPid);
      if (dataDir === null) rmSync(home, { recursive: true, force: true });
    },
    // The watching shell sees its input close and takes the server with it.
    kill: () => child.process.stdin?.destroy(),
  };
}

const CONFIG = 'redis.conf';

/** Made at the first start and kept, so that clients can reconnect after a restart. */
function passwordIn(home: string, wanted?: string): string {
  const file = join(home, CONFIG);
  if (!existsSync(file)) {
    const password = wanted ?? randomBytes(24).toString('hex');
    writeFileSync(file, `requirepass ${password}\n`, { mode: 0o600 });
  }
  return /^requirepass (\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
}

type Place = { port: number; home: string; keeps: boolean };

function commandFor(found: RedisCommand, { port, home, keeps }: Place) {
  const settings = [
    ...['--maxmemory-policy', 'noeviction', '--save', '', '--appendonly', keeps ? 'yes' : 'no'],
  ];
  const server =
    found.kind === 'binary'
      ? [
          found.path,
          join(home, CONFIG),
          '--port',
          String(port),
          '--bind',
          '127.0.0.1',
          '--dir',
          home,
          ...settings,
        ]
      : [
          ...['docker', 'run', '--rm', '--name', `ringback-redis-${port}`],
          ...['-p', `127.0.0.1:${port}:6379`, '-v', `${home}:/data`, 'redis:8-alpine'],
          ...['redis-server', `/data/${CONFIG}`, ...settings],
        ];
  return watched(server);
}

/** The server's own process id, once it answers. */
async function answers(url: string): Promise<number> {
  const endsAt = performance.now() + START_MS;
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    for (;;) {
      try {
        if (redis.status !== 'ready') await redis.connect();
        const info = await redis.info('server');
        return Number(/process_id:(\d+)/.exec(info)?.[1] ?? -1);
      } catch (error) {
        if (performance.now() > endsAt) throw error;
        await pause(50);
      }
    }
  } finally {
    redis.disconnect();
  }
}

async function leave(child: Child, found: RedisCommand, serverPid: number): Promise<void> {
  // Inside a container the process id is another world's; there the watching shell passes it on.
  await child.stop(GRACE_MS);
  if (found.kind === 'binary' && isAlive(serverPid)) process.kill(serverPid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  return spawnSync('kill', ['-0', String(pid)]).status === 0;
}
