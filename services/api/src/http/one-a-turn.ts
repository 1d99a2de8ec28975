/**
 * Runs what it is given one at a time, each in a turn of the event loop of its own: however many
 * requests come at once, each is seen, and has its moment of arrival, before the work on the first.
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
