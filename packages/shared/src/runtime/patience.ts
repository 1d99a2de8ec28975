/** Each piece of it is a timer of its own; one that fires late counts as no more. */
const PIECES = 5;

/**
 * A timeout signal for waiting on another party. Time in which this process itself was busy and
 * could not receive does not count: an answer may have come meanwhile.
 */
export function patience(ms: number): AbortSignal {
  const controller = new AbortController();
  let left = PIECES;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    controller.abort(new DOMException('No answer came in time.', 'TimeoutError'));
  }, ms / PIECES);
  timer.unref();
  return controller.signal;
}
