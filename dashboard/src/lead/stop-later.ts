type Status = 'active' | 'paused' | 'stopped';
type Timer = (run: () => void, ms: number) => () => void;

export const UNDO_MS = 10_000;

const pageTimer: Timer = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * Stopped is for good, so follow-ups rest at once and are stopped when nobody has taken it back for
 * 10 s. A page that is closed before leaves them at rest. Returns the way back, which says how it went.
 */
export async function stopLater(
  was: string,
  set: (status: Status) => Promise<void>,
  setTimer: Timer = pageTimer,
): Promise<() => Promise<string>> {
  let isOver = false;
  if (was === 'active') await set('paused');
  const cancel = setTimer(() => {
    isOver = true;
    void set('stopped').catch(() => undefined);
  }, UNDO_MS);
  return async () => {
    if (isOver) return 'Too late: the follow-ups are stopped for good.';
    cancel();
    if (was === 'active') await set('active');
    return 'Follow-ups go on.';
  };
}
