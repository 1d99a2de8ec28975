import { afterEach, describe, expect, it } from '@jest/globals';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { testJob } from './queue-world.ts';

describe('without Redis', () => {
  const stops: (() => unknown)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  it('a producer that owes an answer fails at once, with a word for it', async () => {
    const redis = connectBriskly('redis://127.0.0.1:1');
    stops.push(() => redis.disconnect());
    const producer = createProducer(redis, '{test}');
    await expect(producer.enqueue(testJob, { name: 'a' })).rejects.toMatchObject({
      code: 'queue_unavailable',
    });
  });
});
