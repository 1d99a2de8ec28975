/** Collects what comes within a frame and hands it on in one go. */
export function createBatch<T>(schedule: (run: () => void) => void, handle: (items: T[]) => void) {
  let waiting: T[] = [];
  return {
    add(items: readonly T[]): void {
      if (waiting.length === 0 && items.length > 0) schedule(flush);
      waiting.push(...items);
    },
  };

  function flush(): void {
    const items = waiting;
    waiting = [];
    handle(items);
  }
}

/** A hidden tab paints nothing, and its frames do not come: there a timer does it. */
export function onNextFrame(run: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(run, 250);
  else requestAnimationFrame(run);
}
