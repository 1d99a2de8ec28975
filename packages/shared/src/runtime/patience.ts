/** Each piece of it is a timer of its own; what comes late counts as no more. */
const PIECES = 5;

/**
 * A signal for who has waited so long for somebody else. Time in which this process itself was busy and
 * heard nobody does not count: an answer may have come meanwhile and is only to be looked at.
 */
export function patience(ms: number): AbortSignal {
  const controller = new AbortController();
  let left = PIECES;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    controller.abort(new DOMException('Nobody answered in time.', 'TimeoutError'));
  }, ms / PIECES);
  timer.unref();
  return controller.signal;
}
