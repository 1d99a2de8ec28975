import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SearchBox } from '../../../ui/search-box.tsx';
import { outcomeWords } from '../../../words/outcome-words.ts';
import {
  CALL_VIEWS,
  type CallsSearch,
  type CallView,
  readCallsSearch,
  SINCE,
  type Since,
  WAYS,
} from '../calls-search.ts';

type Props = { search: CallsSearch; children: ReactNode };

const VIEWS: Record<CallView, string> = {
  all: 'any',
  in_progress: 'in the call',
  scheduled: 'planned',
  held: 'waiting',
  completed: 'talked',
  busy: 'busy',
  no_answer: 'no answer',
  failed: 'failed',
  canceled: 'taken back',
};
const SINCE_WORDS: Record<Since, string> = { today: 'today', '7d': '7 days', '30d': '30 days' };
const WAY_WORDS = { outbound: 'out', inbound: 'in' } as const;

/** What the list is narrowed to; it stands in the address. */
export function CallFilters({ search, children }: Props) {
  const navigate = useNavigate();
  const go = (change: Partial<CallsSearch>) =>
    void navigate({
      to: '/calls/all',
      // As the address is by then: words that are still being typed come later than a choice.
      search: (old) => readCallsSearch({ ...old, ...change }),
      replace: true,
    });
  return (
    <div className="sec row wrap calls-filters">
      <SearchBox
        name="Search calls"
        placeholder="Names, numbers, words"
        q={search.q ?? ''}
        onSearch={(q) => go({ q })}
      />
      <Choice
        name="How it stands"
        value={search.view}
        options={CALL_VIEWS.filter((one) => one !== 'all').map((one) => [one, VIEWS[one]])}
        onChange={(view) => go({ view: CALL_VIEWS.find((one) => one === view) })}
      />
      <Choice
        name="What came of it"
        value={search.outcome}
        options={OUTCOMES.map((one) => [one, outcomeWords(one).words])}
        onChange={(outcome) => go({ outcome: OUTCOMES.find((one) => one === outcome) })}
      />
      <Choice
        name="Since"
        value={search.since}
        options={SINCE.map((one) => [one, SINCE_WORDS[one]])}
        onChange={(since) => go({ since: SINCE.find((one) => one === since) })}
      />
      <Choice
        name="Way"
        value={search.way}
        options={WAYS.map((one) => [one, WAY_WORDS[one]])}
        onChange={(way) => go({ way: WAYS.find((one) => one === way) })}
      />
      {children}
    </div>
  );
}

type ChoiceProps = {
  name: string;
  value: string | undefined;
  options: readonly (readonly [value: string, words: string])[];
  onChange: (value: string) => void;
};

function Choice({ name, value = '', options, onChange }: ChoiceProps) {
  return (
    <label className="filter">
      {name}
      <select className="input s" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">any</option>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
