import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { DownloadCsv } from '../../../ui/download-csv.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Kbd } from '../../../ui/keys/kbd.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { type LeadsSearch, OUTCOMES, readLeadsSearch, withFilter } from '../leads-search.ts';

const QUIET_MS = 200;

type Props = { search: LeadsSearch; shown: string | null };

/** What the list is narrowed to; all of it stands in the address. */
export function LeadFilters({ search, shown }: Props) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(search.q ?? '');
  const narrow = (change: Partial<LeadsSearch>) =>
    void navigate({
      to: '/leads',
      // As the address is by then: words that are still being typed come later than a choice.
      search: (old) => withFilter(readLeadsSearch(old), change),
      replace: true,
    });
  useKeys([
    {
      keys: '/',
      name: 'Search in this list',
      group: 'everywhere',
      run: () => field.current?.focus(),
    },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed is sent on
  useEffect(() => {
    if (words.trim() === (search.q ?? '')) return;
    const timer = setTimeout(() => narrow({ q: words }), QUIET_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="sec row wrap g12 lead-filters">
      <label className="searchbox">
        <span className="sr">Search leads</span>
        <Icon name="search" />
        <input
          ref={field}
          className="input"
          type="search"
          placeholder="Name, number, email"
          maxLength={100}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        {words === '' && <Kbd keys="/" />}
      </label>
      <label className="row g4 dense soft">
        What came of it
        <select
          className="input s"
          value={search.outcome ?? ''}
          onChange={({ target }) =>
            narrow({ outcome: OUTCOMES.find((outcome) => outcome === target.value) })
          }
        >
          <option value="">any</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcomeWords(outcome).words}
            </option>
          ))}
        </select>
      </label>
      <span className="push row g12">
        <span className="meta" role="status">
          {shown}
        </span>
        <DownloadCsv
          list="leads"
          filters={{ q: search.q, status: search.status, outcome: search.outcome }}
        />
      </span>
    </div>
  );
}
