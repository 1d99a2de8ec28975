import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { defineJob } from '@ringback/shared/jobs/define-job.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { type Processor, runWorker, type Verdict } from '@ringback/shared/queue/run-worker.ts';
import { createWorkerMetrics } from '@ringback/shared/queue/worker-metrics.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { pino } from 'pino';
import { z } from 'zod';

export const testJob = defineJob({
  name: 'test-job',
  service: 'sms-worker',
  payload: z.object({ name: z.string().max(20) }),
  id: { prefix: 'test', about: [], parts: ({ name }) => [name] },
  attempts: 3,
  backoffMs: 10,
});

export type TestPayload = { name: string };

export function testRedisUrl(): string {
  // biome-ignore lint/style/noProcessEnv: the way by which jest hands things to its workers
  const url = process.env['TEST_REDIS_URL'];
  if (!url) throw new Error('jest’s global setup has not started Redis');
  return url;
}

/** A prefix of the real Redis for one test, with workers that report what they do. */
export function createQueueWorld() {
  const connection = connectPatiently(testRedisUrl());
  const prefix = `{test-${randomUUID()}}`;
  const producer = createProducer(connection, prefix);
  const events = new EventEmitter();
  const stops: (() => Promise<void>)[] = [];
  const metrics = createWorkerMetrics(createMetrics('test'));

  return {
    connection,
    prefix,
    producer,
    metrics,
    queue: producer.queueOf(testJob),
    run(process: Processor<TestPayload>, options: { lockMs?: number; everyMs?: number } = {}) {
      const worker = runWorker(
        testJob,
        async (payload, context) => {
          events.emit('run', payload.name);
          const verdict: Verdict = await process(payload, context);
          return verdict;
        },
        {
          connection,
          prefix,
          log: pino({ enabled: false }),
          concurrency: 5,
          metrics,
          ...options,
        },
      );
      stops.push(worker.stop);
      return worker;
    },
    /** Resolves when nothing waits, runs or is about to. */
    async settled() {
      for (;;) {
        const counts = await producer
          .queueOf(testJob)
          .getJobCounts('waiting', 'active', 'prioritized', 'delayed');
        if (Object.values(counts).every((count) => count === 0)) return;
        await Promise.race([once(events, 'run'), tick()]);
      }
    },
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      await producer.queueOf(testJob).obliterate({ force: true });
      await producer.stop();
      connection.disconnect();
    },
  };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 10));

export type QueueWorld = ReturnType<typeof createQueueWorld>;
