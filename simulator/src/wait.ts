/** Resolves after `ms`, or at once when the signal fires; returns which of the two it was. */
export function wait(ms: number, signal: AbortSignal): Promise<'passed' | 'stopped'> {
  if (signal.aborted) return Promise.resolve('stopped');
  return new Promise((resolve) => {
    const done = (how: 'passed' | 'stopped') => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stopped);
      resolve(how);
    };
    const stopped = () => done('stopped');
    const timer = setTimeout(done, ms, 'passed');
    signal.addEventListener('abort', stopped);
  });
}
