import { AppError } from '../runtime/errors.ts';

/** The result of the queue, or `queue_unavailable`, since the caller owes an answer. */
export async function reached<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw queueAway(cause);
  }
}

export function queueAway(cause?: unknown): AppError {
  return new AppError('queue_unavailable', 'The queue cannot be reached right now.', { cause });
}
