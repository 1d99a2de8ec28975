import { useLiveState } from '../../live/use-live.ts';
import { spanOf } from '../../ui/time/moments.ts';
import { useNow } from '../../ui/time/use-now.ts';
import { ConnectionFacts } from './connection-facts.tsx';
import { offlineSince } from './outage.ts';

const POPOVER = 'connection-facts';

/** Whether the page is true right now, and since when it is not. */
export function ConnectionButton() {
  const { connection } = useLiveState();
  const now = useNow(connection.is === 'live' ? 30_000 : 1_000);
  const since = offlineSince(connection, now);
  return (
    <>
      <button className="foot-btn" type="button" title="Connection" popoverTarget={POPOVER}>
        <span className={since === null ? 'live-dot' : 'live-dot off'} />
        <span className={since === null ? 't' : 't attention'}>
          {since === null ? (
            <>
              Live<span className="sr">: connected, the page is up to date</span>
            </>
          ) : (
            `Offline for ${spanOf(now - since)}`
          )}
        </span>
      </button>
      <ConnectionFacts id={POPOVER} />
    </>
  );
}
