const LOOK_EVERY_MS = 20;

/** Resolves when it has come true, or after `ms` milliseconds. */
export async function waitUntil(isTrue: () => boolean, ms: number): Promise<void> {
  const untilMs = performance.now() + ms;
  while (!isTrue() && performance.now() < untilMs) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
