import './leads.css';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { mayAct } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { DownloadCsv } from '../../ui/download-csv.tsx';
import { Arrived } from '../../ui/filters/arrived.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { isNarrowed, readLeadsSearch } from './leads-search.ts';
import { LeadFilters } from './list/lead-filters.tsx';
import { LeadPages } from './list/lead-pages.tsx';
import { LeadTable } from './list/lead-table.tsx';
import { atMost, LeadViews, useLeadCounts } from './list/lead-views.tsx';
import { useLeads } from './list/use-leads.ts';
import { useRowKeys } from './list/use-row-keys.ts';
import { SelectionBar } from './picked/selection-bar.tsx';
import { usePicked } from './picked/use-picked.ts';

const NewLeadDialog = lazy(() =>
  import('./list/new-lead-dialog.tsx').then((file) => ({ default: file.NewLeadDialog })),
);

/** Who is there, how each stands, and what comes next. */
export function LeadsPage() {
  const search = readLeadsSearch(useSearch({ strict: false }));
  const list = useLeads(search);
  const { leads, next, arrived, asked } = list;
  const counts = useLeadCounts(asked.filters);
  const isAgent = mayAct(useMe().user, 'agent');
  const [isNew, setIsNew] = useState(false);
  const picked = usePicked(leads.map(({ id }) => id));
  const table = useRowKeys(isAgent ? picked.pick : null, picked.clear);
  const seen = {
    sources: [...new Set(leads.map(({ source }) => source))],
    zones: [...new Set(leads.flatMap(({ timezone }) => timezone ?? []))],
  };
  // Those of a view are counted beside it.
  const total = counts && search.view === undefined ? counts.all : null;
  return (
    <>
      <PageHead title="Leads">
        <LeadViews search={search} counts={counts} />
        {isAgent && (
          <button className="btn go push" type="button" onClick={() => setIsNew(true)}>
            <Icon name="plus" />
            New lead
          </button>
        )}
      </PageHead>
      <LeadFilters search={search} seen={seen}>
        <span className="push row g12">
          <span className="meta" role="status">
            {total !== null && `${atMost(total, 10_000)} ${total === 1 ? 'lead' : 'leads'}`}
          </span>
          <DownloadCsv list="leads" filters={asked.filters} />
        </span>
      </LeadFilters>
      <Arrived count={arrived} what="new lead" onShow={() => void list.refetch()} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="page" tabIndex={0} aria-label="Table of leads" ref={table}>
        <LeadTable
          list={list}
          search={search}
          isNarrowed={isNarrowed(search)}
          picked={isAgent ? picked : null}
        />
        {(next ?? search.cursor) && <LeadPages search={search} next={next} />}
      </section>
      {picked.ids.length > 0 && <SelectionBar ids={picked.ids} onClear={picked.clear} />}
      {isNew && (
        <Suspense fallback={null}>
          <NewLeadDialog onClose={() => setIsNew(false)} />
        </Suspense>
      )}
    </>
  );
}
