import { expect, it } from '@jest/globals';
import { AppError } from '../runtime/errors.ts';
import { reached } from './reached.ts';

it('hands on what the queue answers', async () => {
  expect(await reached(async () => 7)).toBe(7);
});

it('a fault of the connection is the queue that cannot be reached', async () => {
  const cause = new Error('Connection is closed.');
  await expect(reached(() => Promise.reject(cause))).rejects.toMatchObject({
    code: 'queue_unavailable',
    cause,
  });
});

it('what has a name of ours already keeps it', async () => {
  const failed = new AppError('internal', 'The job failed.');
  await expect(reached(() => Promise.reject(failed))).rejects.toBe(failed);
});
