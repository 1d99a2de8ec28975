import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { silentLog } from './log.ts';
import { startRedis } from './redis.ts';

async function within<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const options = { maxRetriesPerRequest: 0, enableReadyCheck: false, retryStrategy: () => null };
  const redis = new Redis(url, options);
  redis.on('error', () => undefined);
  try {
    return await work(redis);
  } finally {
    // One whose line is closed already would wait two seconds for it to close.
    if (redis.status !== 'end') redis.disconnect();
  }
}

describe('a private Redis', () => {
  it('refuses to drop jobs for memory, and is gone after its stop', async () => {
    const redis = await startRedis({ dataDir: null, log: silentLog });
    const policy = await within(redis.url, (r) => r.config('GET', 'maxmemory-policy'));
    expect(policy).toEqual(['maxmemory-policy', 'noeviction']);
    await redis.stop();
    await expect(within(redis.url, (r) => r.ping())).rejects.toThrow();
  });

  it('refuses connections without its password', async () => {
    const redis = await startRedis({ dataDir: null, log: silentLog });
    const stranger = new URL(redis.url);
    stranger.password = '';
    await expect(within(stranger.href, (r) => r.get('x'))).rejects.toThrow(/NOAUTH/);
    await redis.stop();
  });

  it('keeps what it holds in its folder over a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'redis-'));
    const first = await startRedis({ dataDir, log: silentLog });
    await within(first.url, (r) => r.set('kept', 'yes'));
    await first.stop();
    const second = await startRedis({ dataDir, log: silentLog });
    expect(await within(second.url, (r) => r.get('kept'))).toBe('yes');
    await second.stop();
  });

  it('leaves when the process that started it is killed', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'redis-')), 'start.ts');
    writeFileSync(
      file,
      `import { startRedis } from ${JSON.stringify(join(import.meta.dirname, 'redis.ts'))};
       const log = { info() {}, warn() {} };
       const { url } = await startRedis({ dataDir: null, log });
       process.stdout.write(url);`,
    );
    const owner = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [url] = await once(owner.stdout, 'data');
    const watcher = new Redis(String(url), { retryStrategy: () => null });
    watcher.on('error', () => undefined);
    await watcher.ping();
    const closed = once(watcher, 'close');
    owner.kill('SIGKILL');
    await closed;
    await expect(within(String(url), (r) => r.ping())).rejects.toThrow();
  });
});
