import { LEAD_STATUSES } from '@ringback/shared/domain/lead-status.ts';
import { Link } from '@tanstack/react-router';
import { leadStatusWords } from '../../../words/lead-status-words.ts';
import { type LeadsSearch, withFilter } from '../leads-search.ts';

/** All leads, or those that stand alike. */
export function LeadViews({ search }: { search: LeadsSearch }) {
  return (
    <nav className="tabs" aria-label="Views of the leads">
      {[undefined, ...LEAD_STATUSES].map((status) => (
        <Link
          key={status ?? 'all'}
          to="/leads"
          search={withFilter(search, { status })}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {status ? leadStatusWords(status).words : 'All'}
        </Link>
      ))}
    </nav>
  );
}
