import { LEAD_STATUSES } from '@ringback/shared/domain/lead-status.ts';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import '../../../ui/filters/filters.css';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { type Filter, FilterBar } from '../../../ui/filters/filter-bar.tsx';
import { useCampaignOptions } from '../../../ui/filters/use-list-options.ts';
import { SearchBox } from '../../../ui/search-box.tsx';
import { leadStatusWords } from '../../../words/lead-status-words.ts';
import { sourceWords } from '../../../words/leads.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { type LeadsSearch, OUTCOMES, readLeadsSearch, withFilter } from '../leads-search.ts';

type Props = {
  search: LeadsSearch;
  /** Sources and zones of the leads on the page: what one narrows to is mostly what one sees. */
  seen: { sources: readonly string[]; zones: readonly string[] };
  children: ReactNode;
};

/** What the list is narrowed to; all of it stands in the address. */
export function LeadFilters({ search, seen, children }: Props) {
  const navigate = useNavigate();
  const { colleagues, me } = useColleagues();
  const narrow = (change: Record<string, string | undefined>) =>
    void navigate({
      to: '/leads',
      // As the address is by then: words that are still being typed come later than a choice.
      search: (old) => withFilter(readLeadsSearch(old), change as Partial<LeadsSearch>),
      replace: true,
    });
  const known = (seen: readonly string[], chosen: string | undefined) =>
    [...new Set([...seen, ...(chosen ? [chosen] : [])])].sort();
  const filters: readonly Filter[] = [
    {
      key: 'source',
      name: 'Source',
      options: known(seen.sources, search.source).map((one) => [one, sourceWords(one)]),
      isFixed: true,
    },
    {
      key: 'status',
      name: 'How it stands',
      options: LEAD_STATUSES.map((one) => [one, leadStatusWords(one).words]),
      isFixed: search.view !== 'untouched',
    },
    {
      key: 'outcome',
      name: 'What came of it',
      options: OUTCOMES.map((one) => [one, outcomeWords(one).words]),
    },
    { key: 'campaign', name: 'Campaign', options: useCampaignOptions() },
    {
      key: 'whose',
      name: 'Whose',
      options: [
        ['nobody', 'nobody’s'],
        ...colleagues.map(({ id, name }) => [id, id === me.id ? 'mine' : name] as const),
      ],
    },
    {
      key: 'zone',
      name: 'Time zone',
      options: known(seen.zones, search.zone).map((one) => [one, one.replaceAll('_', ' ')]),
    },
  ];
  return (
    <div className="sec row wrap g12 lead-filters">
      <SearchBox
        name="Search leads"
        placeholder="Name, number, email"
        q={search.q ?? ''}
        onSearch={(q) => narrow({ q })}
      />
      <FilterBar
        filters={filters}
        values={search}
        onChange={(key, value) => narrow({ [key]: value })}
      />
      {children}
    </div>
  );
}
