import { stopwatch } from '../../../ui/time/moments.ts';
import { useNow } from '../../../ui/time/use-now.ts';

/** How long it has been since a moment; painted by itself, so that a second costs a card nothing. */
export function TalkClock({ since }: { since: string | null }) {
  const now = useNow(1_000);
  return <>{stopwatch(since === null ? 0 : Math.max(0, now - Date.parse(since)) / 1_000)}</>;
}
