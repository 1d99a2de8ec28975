import { useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { Virtualizer } from 'virtua';
import { sameItems, useFromStore } from '../../live/use-live.ts';
import { DownloadCsv } from '../../ui/download-csv.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Empty, Fault, Skeleton } from '../../ui/panels.tsx';
import { useWhere } from '../../ui/time/moment.tsx';
import './calls.css';
import type { CallsSearch } from './calls-search.ts';
import { CallsTabs } from './calls-tabs.tsx';
import type { CallFilter } from './data/read-calls.ts';
import { useCalls } from './data/use-calls.ts';
import { CallFilters } from './list/call-filters.tsx';
import { CallLine } from './list/call-line.tsx';
import { newestFirst } from './list/newest-first.ts';
import { sinceMoment } from './list/since-moment.ts';

/** What the API is asked for; the same object as long as nothing of it changes. */
function useFilter({ view, outcome, since, way, q }: CallsSearch): CallFilter {
  const { now, timeZone } = useWhere();
  const from = since && sinceMoment(since, now, timeZone);
  return useMemo(
    () => ({
      status: view === 'all' ? undefined : view,
      outcome,
      since: from,
      direction: way,
      q,
    }),
    [view, outcome, from, way, q],
  );
}

/** A line for each call: how it stands, and the lead's own words. */
export function CallsPage() {
  const search = useSearch({ from: '/calls/all' });
  const filter = useFilter(search);
  const list = useCalls(filter);
  const rows = useFromStore(['call'], (store) => store.all('call'), sameItems);
  const listed = list.data?.pages.flatMap(({ ids }) => ids) ?? [];
  const shown = newestFirst(rows, listed, filter);
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <>
      <PageHead title="Calls">
        <CallsTabs />
      </PageHead>
      <CallFilters search={search}>
        <span className="push row g12">
          <span className="meta" role="status">
            {list.data && `${shown.length}${list.hasNextPage ? ' newest' : ''} shown`}
          </span>
          <DownloadCsv list="calls" filters={filter} />
        </span>
      </CallFilters>
      {list.isError && (
        <Fault
          what="The calls could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      <section
        className="calls-scroll"
        aria-label="Calls"
        ref={scroller}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          const isNearEnd = scrollHeight - scrollTop - clientHeight < 600;
          if (isNearEnd && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
        }}
      >
        {list.isPending && <Skeleton lines={9} />}
        {list.data && shown.length === 0 && (
          <Empty title="No such call">
            <p>Calls that match the filter appear here.</p>
          </Empty>
        )}
        {shown.length > 0 && (
          <div className="call-row titles" aria-hidden="true">
            <span>Lead</span>
            <span>How it stands</span>
            <span>Their words</span>
            <span>Why called</span>
            <span>Way</span>
            <span className="num">Started</span>
            <span className="num">Talk</span>
          </div>
        )}
        <Virtualizer as="ul" item="li" data={shown} itemSize={40}>
          {(call) => <CallLine key={call.id} call={call} />}
        </Virtualizer>
        {list.hasNextPage && (
          <button className="link-btn meta" type="button" onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? 'Loading…' : 'Show earlier calls'}
          </button>
        )}
      </section>
    </>
  );
}
