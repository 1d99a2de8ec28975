import { randomUUID } from 'node:crypto';
import { silentLog } from '@ringback/embedded/log.ts';
import { startRedis } from '@ringback/embedded/redis.ts';
import { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { Queue } from 'bullmq';

/**
 * What our producer costs over a bare `Queue.add`: the same jobs, the same Redis, the same minute,
 * taken in turns so that a noisy machine is noisy to both.
 */
const JOBS = 4_000;
const ROUNDS = 5;
const AT_ONCE = 64;

const redis = await startRedis({ dataDir: null, log: silentLog });
const connection = connectPatiently(redis.url);
const prefix = '{bench}';
const producer = createProducer(connection, prefix);
const bare = new Queue('bare', { connection, prefix });

const contenders = {
  bare: (callId: string) =>
    bare.add('bare', { callId }, { jobId: `call-${callId}`, removeOnComplete: true, attempts: 8 }),
  producer: (callId: string) => producer.enqueue(scheduleCall, { callId }),
};
type Name = keyof typeof contenders;
const perSecond: Record<Name, number[]> = { bare: [], producer: [] };

for (let round = 0; round <= ROUNDS; round++) {
  for (const name of Object.keys(contenders) as Name[]) {
    const ids = Array.from({ length: JOBS }, () => randomUUID());
    const started = performance.now();
    await inParallel(ids, contenders[name]);
    const rate = JOBS / ((performance.now() - started) / 1_000);
    // The first round warms up.
    if (round > 0) perSecond[name].push(rate);
    process.stderr.write(`round ${round} ${name}: ${Math.round(rate)} jobs/s\n`);
    await connection.flushdb();
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const ratios = perSecond.producer.map((rate, round) => rate / (perSecond.bare[round] ?? rate));
console.log(
  JSON.stringify({
    bench: 'enqueue',
    jobs: JOBS,
    rounds: ROUNDS,
    at_once: AT_ONCE,
    bare_jobs_per_second: Math.round(median(perSecond.bare)),
    producer_jobs_per_second: Math.round(median(perSecond.producer)),
    ratio_to_bare: Number(median(ratios).toFixed(3)),
    ratio_range: [Math.min(...ratios), Math.max(...ratios)].map((one) => Number(one.toFixed(3))),
  }),
);

await producer.stop();
await bare.close();
connection.disconnect();
await redis.stop();

async function inParallel(ids: string[], add: (id: string) => Promise<unknown>) {
  let next = 0;
  const lane = async () => {
    for (let id = ids[next++]; id; id = ids[next++]) await add(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
