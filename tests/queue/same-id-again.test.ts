import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createInspector } from '@ringback/shared/queue/inspect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { runWorker } from '@ringback/shared/queue/run-worker.ts';
import { createWorkerMetrics } from '@ringback/shared/queue/worker-metrics.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { pino } from 'pino';
import { JOB_SAMPLES } from '../fixtures/job-samples.ts';
import { testRedisUrl } from './queue-world.ts';

const named = JOB_SAMPLES.map((sample) => ({ ...sample, id: sample.job.id(sample.payload) }));

it.each(named)('$id runs again after it was done, and both times can be looked at', async (one) => {
  const { job, payload, id } = one;
  const connection = connectPatiently(testRedisUrl());
  const prefix = `{test-${randomUUID()}}`;
  const producer = createProducer(connection, prefix);
  const inspector = createInspector(producer);
  let runs = 0;
  const worker = runWorker(job, async () => ({ kind: 'done', result: { run: ++runs } }), {
    connection,
    prefix,
    log: pino({ enabled: false }),
    concurrency: 1,
    metrics: createWorkerMetrics(createMetrics('test')),
  });

  for (const forgetFailure of [false, true]) {
    const before = runs;
    await producer.enqueue(job, payload, { forgetFailure });
    const done = await until(
      () => producer.history.list(job.name),
      (jobs) => jobs.length > before,
    );
    expect(done[0]).toMatchObject({ id, data: payload, result: { run: before + 1 } });
    expect(await producer.queueOf(job).getJobCounts('completed')).toEqual({ completed: 0 });
  }
  expect(runs).toBe(2);
  expect(await inspector.waitForResult(job, id, 1_000)).toEqual({ run: 2 });
  expect(await inspector.find(job, id)).toMatchObject({ job_id: id, state: 'completed' });

  await worker.stop();
  await producer.queueOf(job).obliterate({ force: true });
  await producer.stop();
  connection.disconnect();
});
