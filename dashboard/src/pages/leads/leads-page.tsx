import './leads.css';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { mayAct } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Empty, Fault, Skeleton } from '../../ui/panels.tsx';
import { readLeadsSearch } from './leads-search.ts';
import { LeadFilters } from './list/lead-filters.tsx';
import { LeadLine } from './list/lead-line.tsx';
import { LeadViews } from './list/lead-views.tsx';
import { useLeads } from './list/use-leads.ts';
import { useRowKeys } from './list/use-row-keys.ts';

const NewLeadDialog = lazy(() =>
  import('./list/new-lead-dialog.tsx').then((file) => ({ default: file.NewLeadDialog })),
);

/** Who is there, and how each stands. */
export function LeadsPage() {
  const search = readLeadsSearch(useSearch({ strict: false }));
  const { leads, next, arrived, isPending, error, refetch } = useLeads(search);
  const { user } = useMe();
  const [isNew, setIsNew] = useState(false);
  const table = useRowKeys();
  const isNarrowed = Boolean(search.q ?? search.status ?? search.outcome);
  const shown = isPending || error ? null : `${leads.length}${next ? ' newest' : ''} shown`;
  return (
    <>
      <PageHead title="Leads">
        <LeadViews search={search} />
        {mayAct(user, 'agent') && (
          <button className="btn go push" type="button" onClick={() => setIsNew(true)}>
            <Icon name="plus" />
            New lead
          </button>
        )}
      </PageHead>
      <LeadFilters search={search} shown={search.cursor ? null : shown} />
      {arrived > 0 && !isNarrowed && (
        <p className="lead-arrived dense">
          {arrived === 1 ? '1 new lead' : `${arrived} new leads`} ·{' '}
          <button className="link-btn" type="button" onClick={() => void refetch()}>
            show
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="page" tabIndex={0} aria-label="Table of leads" ref={table}>
        {error && leads.length === 0 ? (
          <Fault
            what="The leads could not be loaded"
            error={error}
            onRetry={() => void refetch()}
          />
        ) : isPending ? (
          <Skeleton lines={12} />
        ) : leads.length === 0 ? (
          <NoLeads isNarrowed={isNarrowed} />
        ) : (
          <table className="table rowcards">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Phone</th>
                <th scope="col">How it stands</th>
                <th scope="col">Last contact</th>
                <th scope="col">From</th>
                <th scope="col" className="num">
                  Their time
                </th>
              </tr>
            </thead>
            <tbody>
              {leads.map((lead) => (
                <LeadLine key={lead.id} lead={lead} />
              ))}
            </tbody>
          </table>
        )}
        {(next ?? search.cursor) && (
          <nav className="row g12 lead-pages" aria-label="Pages of leads">
            {search.cursor && (
              <Link className="btn s" to="/leads" search={{ ...search, cursor: undefined }}>
                Newest
              </Link>
            )}
            {next && (
              <Link className="btn s" to="/leads" search={{ ...search, cursor: next }}>
                Older leads
              </Link>
            )}
          </nav>
        )}
      </section>
      {isNew && (
        <Suspense fallback={null}>
          <NewLeadDialog onClose={() => setIsNew(false)} />
        </Suspense>
      )}
    </>
  );
}

function NoLeads({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <Empty title="No lead fits">
      <Link to="/leads" search={{}}>
        Show all leads
      </Link>
    </Empty>
  ) : (
    <Empty title="No leads yet">
      <p>Leads stand here as soon as a form, a call or a text brings them, or you enter one.</p>
    </Empty>
  );
}
