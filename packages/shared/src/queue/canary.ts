import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { createHeartbeats } from './heartbeats.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

type Options = {
  connection: Redis;
  prefix: string;
  service: string;
  metrics: WorkerMetrics;
  now: () => Date;
  everyMs?: number;
};

const EVERY_MS = 15_000;
const SILENT_MS = 60_000;

/**
 * A worker can be connected, listed, and process nothing. The only reliable sign is a job that went
 * through Redis and came out again: `check` throws when none has for a minute.
 */
export async function startCanary(options: Options) {
  const { connection, prefix, service, metrics, now, everyMs = EVERY_MS } = options;
  const name = `canary-${service}`;
  const life = createHeartbeats(connection, prefix);
  let lastAt = now();

  const queue = new Queue(name, { connection, prefix });
  queue.on('error', () => {});
  const worker = new Worker(
    name,
    async () => {
      lastAt = now();
      metrics.canary.set({ queue: name }, lastAt.getTime() / 1000);
      await life.note(service, lastAt);
    },
    { connection, prefix, lockDuration: 5_000, stalledInterval: 2_000 },
  );
  worker.on('error', () => {});

  const once = { removeOnComplete: true, removeOnFail: true };
  const sing = () => queue.add('canary', {}, once).catch(() => undefined);
  const timer = setInterval(sing, everyMs);
  timer.unref();
  void sing();

  return {
    async check() {
      const silentMs = now().getTime() - lastAt.getTime();
      if (silentMs > SILENT_MS) throw new Error(`no canary for ${Math.round(silentMs / 1000)} s`);
    },
    async stop() {
      clearInterval(timer);
      await worker.close();
      await queue.close();
    },
  };
}
