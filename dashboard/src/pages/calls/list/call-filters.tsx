import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import '../../../ui/filters/filters.css';
import { type Filter, FilterBar } from '../../../ui/filters/filter-bar.tsx';
import { useAgentOptions, useCampaignOptions } from '../../../ui/filters/use-list-options.ts';
import { SearchBox } from '../../../ui/search-box.tsx';
import { KNOWN_ORIGINS, originWords } from '../../../words/calls.ts';
import { callStandingWords } from '../../../words/leads.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { type CallsSearch, readCallsSearch } from '../calls-search.ts';
import { DayRange } from './day-range.tsx';
import { GROUP_WORDS } from './group-words.ts';

type Props = { search: CallsSearch; children: ReactNode };

const SINCE = [
  ['today', 'today'],
  ['7d', '7 days'],
  ['30d', '30 days'],
] as const;
const WAYS = [
  ['outbound', 'out'],
  ['inbound', 'in'],
] as const;

/** What the list is narrowed to; it stands in the address. */
export function CallFilters({ search, children }: Props) {
  const navigate = useNavigate();
  const go = (change: Record<string, string | undefined>) =>
    void navigate({
      to: '/calls/all',
      // As the address is by then: words that are still being typed come later than a choice.
      search: (old) => readCallsSearch({ ...old, ...change }),
      replace: true,
    });
  const filters: readonly Filter[] = [
    { key: 'since', name: 'Since', options: SINCE, isFixed: !(search.from || search.to) },
    {
      key: 'outcome',
      name: 'How it ended',
      options: OUTCOMES.map((one) => [one, outcomeWords(one).words]),
      isFixed: true,
    },
    { key: 'view', name: 'Which calls', options: Object.entries(GROUP_WORDS) },
    {
      key: 'status',
      name: 'How it stands',
      options: CALL_STATUSES.map((one) => [one, callStandingWords(one)]),
    },
    { key: 'campaign', name: 'Campaign', options: useCampaignOptions() },
    { key: 'agent', name: 'Agent', options: useAgentOptions() },
    {
      key: 'origin',
      name: 'Why called',
      options: KNOWN_ORIGINS.map((one) => [one, originWords(one)]),
    },
    { key: 'way', name: 'Way', options: WAYS },
  ];
  return (
    <div className="sec row wrap calls-filters">
      <SearchBox
        name="Search calls"
        placeholder="Names, numbers, words said"
        q={search.q ?? ''}
        onSearch={(q) => go({ q })}
      />
      <FilterBar
        filters={filters}
        values={search}
        onChange={(key, value) =>
          go({ [key]: value, ...(key === 'since' ? { from: undefined, to: undefined } : {}) })
        }
      />
      <DayRange
        from={search.from}
        to={search.to}
        onChange={(days) => go({ ...days, since: undefined })}
      />
      {children}
    </div>
  );
}
