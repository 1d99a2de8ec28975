import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { smsFollowup } from '@ringback/shared/jobs/catalog.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { runWorker } from '@ringback/shared/queue/run-worker.ts';
import { createWorkerMetrics } from '@ringback/shared/queue/worker-metrics.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { pino } from 'pino';
import { startWorld, type World } from '../testing/api-world.ts';

let world: World;
let line: ReturnType<typeof openLine>;
beforeAll(async () => {
  world = await startWorld();
  line = openLine(world);
});
afterAll(async () => {
  await line.stop();
  await world.stop();
});

/** A worker beside the api that refuses everything, for good. */
function openLine({ redisUrl, prefix }: World) {
  const connection = connectPatiently(redisUrl);
  const producer = createProducer(connection, prefix);
  const worker = runWorker(
    smsFollowup,
    async () => {
      throw new AppError('provider_rejected', 'A key is wrong.');
    },
    {
      connection,
      prefix,
      log: pino({ enabled: false }),
      concurrency: 1,
      metrics: createWorkerMetrics(createMetrics('test')),
    },
  );
  const queue = producer.queueOf(smsFollowup);
  return {
    /** The id of a message whose job has died. */
    async dead(): Promise<string> {
      const messageId = randomUUID();
      const jobId = await producer.enqueue(smsFollowup, { messageId });
      await until(
        async () => (await queue.getJob(jobId))?.isFailed(),
        (failed) => failed === true,
      );
      return messageId;
    },
    async stop() {
      await worker.stop();
      await producer.stop();
      connection.disconnect();
    },
  };
}

const list = async (query = '') =>
  (await world.call('GET', `/api/queue/dead-letters${query}`)).body.data as { job_id: string }[];
const ask = (verb: 'replay' | 'forget', job_ids: string[]) =>
  world.call('POST', `/api/queue/dead-letters/${verb}`, { body: { job_ids } });

describe('dead letters', () => {
  it('are listed with what they are about, for all queues or for one', async () => {
    const messageId = await line.dead();
    const found = (await list()).find(({ job_id }) => job_id === `text-${messageId}`);
    expect(found).toMatchObject({
      queue: 'sms-followup',
      failure: 'provider_rejected',
      message_id: messageId,
      call_id: null,
      conversation_id: null,
    });
    expect(await list('?queue=sms-followup&limit=1')).toHaveLength(1);
    expect(await list('?queue=schedule-call')).toEqual([]);
    expect((await world.call('GET', '/api/queue/dead-letters?queue=what')).status).toBe(400);
  });

  it('are replayed or forgotten; what is not dead is said to be so', async () => {
    const job = `text-${await line.dead()}`;
    const strangers = [`text-${randomUUID()}`, 'nonsense'];
    const forgotten = await ask('forget', [job, ...strangers, job]);
    expect(forgotten.body.data).toEqual({
      forgotten: 1,
      rows: [
        { job_id: job, result: 'forgotten' },
        ...strangers.map((job_id) => ({ job_id, result: 'not_dead' })),
      ],
    });
    const other = `text-${await line.dead()}`;
    expect((await ask('replay', [other])).body.data).toMatchObject({ replayed: 1 });
    expect((await ask('replay', [])).status).toBe(400);
  });

  it('may be looked at by a viewer, and no more', async () => {
    const made = await world.call('POST', '/api/keys', { body: { name: 'eyes', role: 'viewer' } });
    const { key } = made.body.data;
    expect((await world.call('GET', '/api/queue/dead-letters', { key })).status).toBe(200);
    const body = { job_ids: ['text-x'] };
    const replay = await world.call('POST', '/api/queue/dead-letters/replay', { key, body });
    expect(replay.status).toBe(403);
  });
});
