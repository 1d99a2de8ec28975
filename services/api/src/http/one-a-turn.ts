/**
 * Runs one task per turn of the event loop: however many requests come at once, each is seen, and
 * has its time of arrival, before the work on the first begins.
 */
export function createOneATurn() {
  const waiting: (() => void)[] = [];

  function next(): void {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  }

  return function oneATurn(work: () => void): void {
    waiting.push(work);
    if (waiting.length === 1) setImmediate(next);
  };
}
