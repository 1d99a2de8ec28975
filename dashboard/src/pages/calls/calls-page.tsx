import { useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { Virtualizer } from 'virtua';
import { sameItems, useFromStore } from '../../live/use-live.ts';
import { DownloadCsv } from '../../ui/download-csv.tsx';
import { Arrived } from '../../ui/filters/arrived.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Fault, Skeleton } from '../../ui/panels.tsx';
import './calls.css';
import { CallsTabs } from './calls-tabs.tsx';
import { useCalls } from './data/use-calls.ts';
import { CallCounts } from './list/call-counts.tsx';
import { CallFilters } from './list/call-filters.tsx';
import { CallHeads } from './list/call-heads.tsx';
import { CallLine } from './list/call-line.tsx';
import { NoCalls } from './list/no-calls.tsx';
import { shownCalls } from './list/shown-calls.ts';
import { useCallFilter } from './list/use-call-filter.ts';

/** A line for each call: how it stands, and the lead's own words. */
export function CallsPage() {
  const search = useSearch({ from: '/calls/all' });
  const filter = useCallFilter(search);
  const list = useCalls(filter);
  const rows = useFromStore(['call'], (store) => store.all('call'), sameItems);
  const pages = list.data?.pages ?? [];
  const costs = new Map(pages.flatMap(({ costs }) => costs));
  const { shown, arrived } = shownCalls(
    rows,
    pages.flatMap(({ ids }) => ids),
    filter,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const { sort: _sort, order: _order, ...downloaded } = filter;
  return (
    <>
      <PageHead title="Calls">
        <CallsTabs />
        <span className="push">
          <DownloadCsv list="calls" filters={downloaded} />
        </span>
      </PageHead>
      <CallFilters search={search}>
        <span className="push">
          <CallCounts search={search} filter={filter} />
        </span>
      </CallFilters>
      <Arrived count={arrived} what="new call" onShow={() => void list.refetch()} />
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
        {list.data && shown.length === 0 && <NoCalls search={search} />}
        {shown.length > 0 && <CallHeads search={search} />}
        <Virtualizer as="ul" item="li" data={shown} itemSize={40}>
          {(call) => <CallLine key={call.id} call={call} cost={costs.get(call.id) ?? null} />}
        </Virtualizer>
        {list.hasNextPage && (
          <button className="link-btn meta" type="button" onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? 'Loading…' : 'Show more calls'}
          </button>
        )}
      </section>
    </>
  );
}
