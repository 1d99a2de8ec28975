const FRAME_MS = 20;

/**
 * Has each of `count` streams send one frame every 20 ms, spread evenly over the 20 ms as calls
 * are, and catching up by the clock when the process was late. Returns the stop.
 */
export function pace(count: number, send: (stream: number) => void): () => void {
  const startedAt = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / FRAME_MS) * count);
    for (; sent < due; sent += 1) send(sent % count);
  }, 1);
  return () => clearInterval(timer);
}
