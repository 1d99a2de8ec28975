import { useNavigate } from '@tanstack/react-router';
import { DownloadCsv } from '../../../ui/download-csv.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { outcomeWords } from '../../../words/outcome-words.ts';
import { type LeadsSearch, OUTCOMES, readLeadsSearch, withFilter } from '../leads-search.ts';

type Props = { search: LeadsSearch; shown: string | null };

/** What the list is narrowed to; all of it stands in the address. */
export function LeadFilters({ search, shown }: Props) {
  const navigate = useNavigate();
  const narrow = (change: Partial<LeadsSearch>) =>
    void navigate({
      to: '/leads',
      // As the address is by then: words that are still being typed come later than a choice.
      search: (old) => withFilter(readLeadsSearch(old), change),
      replace: true,
    });
  return (
    <div className="sec row wrap g12 lead-filters">
      <SearchBox
        name="Search leads"
        placeholder="Name, number, email"
        q={search.q ?? ''}
        onSearch={(q) => narrow({ q })}
      />
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
