import pTimeout from 'p-timeout';

/** The promise's own result, or a throw after `ms` milliseconds. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return pTimeout(promise, { milliseconds: ms, message: `no answer in ${ms} ms` });
}
