import { expect, it } from '@jest/globals';
import { AppError } from '../runtime/errors.ts';
import { reached } from './reached.ts';

it('returns what the queue answers', async () => {
  expect(await reached(async () => 7)).toBe(7);
});

it('a fault of the connection becomes `queue_unavailable`', async () => {
  const cause = new Error('Connection is closed.');
  await expect(reached(() => Promise.reject(cause))).rejects.toMatchObject({
    code: 'queue_unavailable',
    cause,
  });
});

it('an error of ours is kept', async () => {
  const failed = new AppError('internal', 'The job failed.');
  await expect(reached(() => Promise.reject(failed))).rejects.toBe(failed);
});
