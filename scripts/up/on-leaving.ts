/** A terminal, npm and the shell may each pass on the same key press. */
const SAME_PRESS_MS = 1_000;

/** The first signal stops in order; a second one, later than an echo of the first, stops at once. */
export function onLeaving(ways: {
  politely(signal: string): Promise<unknown>;
  atOnce(): void;
}): void {
  let askedAt: number | undefined;
  const ask = (signal: string) => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      ways.politely(signal).catch(ways.atOnce);
      return;
    }
    if (performance.now() - askedAt > SAME_PRESS_MS) ways.atOnce();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => ask(signal));
  }
  // start.js holds the other end: it has ended, even without a signal.
  if (process.connected) process.once('disconnect', () => ask('the starter is gone'));
}
