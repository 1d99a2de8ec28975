import { useLiveState } from '../../live/use-live.ts';
import { OverAll } from '../../ui/over-all.tsx';
import { spanOf } from '../../ui/time/moments.ts';
import { useNow } from '../../ui/time/use-now.ts';

/** How the stream has been, for who asks. */
export function ConnectionFacts({ id }: { id: string }) {
  const { lastEventAt, leads, reconnects } = useLiveState();
  const now = useNow(30_000);
  return (
    <OverAll>
      <div id={id} popover="auto" className="pop foot-pop">
        <div className="sec">
          <h2>Connection</h2>
          <dl className="kv">
            <dt>Last event</dt>
            <dd>{lastEventAt === null ? 'none yet' : `${spanOf(now - lastEventAt)} ago`}</dd>
            <dt>Stream</dt>
            <dd>{leads ? 'held by this tab' : 'held by another tab of this browser'}</dd>
            <dt>Reconnects</dt>
            <dd>{reconnects}</dd>
          </dl>
        </div>
      </div>
    </OverAll>
  );
}
