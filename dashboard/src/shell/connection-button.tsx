import { useLiveState } from '../live/use-live.ts';

/** Whether the page is true right now. */
export function ConnectionButton() {
  const { connection } = useLiveState();
  const isLive = connection.is === 'live';
  return (
    <button className="foot-btn" type="button" title="Connection">
      <span className={isLive ? 'live-dot' : 'live-dot off'} />
      <span className="t">{isLive ? 'Live' : 'Offline'}</span>
    </button>
  );
}
