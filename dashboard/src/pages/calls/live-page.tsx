import { useRef } from 'react';
import { sameItems, useFromStore } from '../../live/use-live.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Empty, Fault, Skeleton } from '../../ui/panels.tsx';
import { useNow } from '../../ui/time/use-now.ts';
import './calls.css';
import { CallsTabs } from './calls-tabs.tsx';
import { useWallCalls } from './data/use-calls.ts';
import { LinesInUse } from './live/lines-in-use.tsx';
import { LiveCard } from './live/live-card.tsx';
import { LowCard } from './live/low-card.tsx';
import { nextPlaces, type Places } from './live/places.ts';
import { WallSide } from './live/wall-side.tsx';

/** What is said in every call now, what is dialed next, and what waits. */
export function LivePage() {
  const wall = useWallCalls();
  const calls = useFromStore(['call'], (store) => store.all('call'), sameItems);
  const now = useNow(1_000);
  const before = useRef<Places>([]);
  before.current = nextPlaces(before.current, calls, now);
  const places = before.current;
  const byId = new Map(calls.map((call) => [call.id, call]));
  const cells = places.map((id, place) => ({
    key: id ?? `free ${place + 1}`,
    call: id === null ? undefined : byId.get(id),
  }));
  return (
    <>
      <PageHead title="Calls">
        <CallsTabs />
        <LinesInUse />
      </PageHead>
      {wall.isError && (
        <Fault
          what="The calls could not be loaded"
          error={wall.error}
          onRetry={() => void wall.refetch()}
        />
      )}
      <div className="wall">
        <section className="wall-grid" aria-label="Live calls">
          {wall.isPending && <Skeleton lines={6} />}
          {wall.data !== undefined && places.length === 0 && (
            <Empty title="No call is live">
              <p>A call appears here when it is dialed or comes in.</p>
            </Empty>
          )}
          {cells.map(({ key, call }) => {
            if (!call) return <div key={key} className="call-place" />;
            return call.status === 'in_progress' ? (
              <LiveCard key={call.id} call={call} />
            ) : (
              <LowCard key={call.id} call={call} />
            );
          })}
        </section>
        <WallSide calls={calls} />
      </div>
    </>
  );
}
