import { useNavigate } from '@tanstack/react-router';
import { ariaSort, SortButton } from '../../../ui/filters/sort-button.tsx';
import {
  FIRST_ORDER,
  type LeadSort,
  type LeadsSearch,
  readLeadsSearch,
  withFilter,
} from '../leads-search.ts';

type Props = {
  search: LeadsSearch;
  /** Whether all, some or none of the page is selected; null: one who only looks selects nothing. */
  picked: { all: boolean; some: boolean; onAll: (isPicked: boolean) => void } | null;
};

/** The heads of the table of leads; what can be sorted by is pressed. */
export function LeadHeads({ search, picked }: Props) {
  const navigate = useNavigate();
  const now = {
    sort: search.sort ?? (search.view === 'waiting' ? 'next_contact' : 'created'),
    order: search.order,
  };
  const head = (name: string, by: LeadSort) => (
    <th scope="col" aria-sort={ariaSort(by, now, FIRST_ORDER[by])}>
      <SortButton
        name={name}
        by={by}
        now={now}
        first={FIRST_ORDER[by]}
        onSort={(sorting) =>
          void navigate({
            to: '/leads',
            search: (old) => withFilter(readLeadsSearch(old), sorting as Partial<LeadsSearch>),
            replace: true,
          })
        }
      />
    </th>
  );
  return (
    <thead>
      <tr>
        {picked && (
          <th scope="col" className="pick">
            <input
              type="checkbox"
              aria-label="Select all on this page"
              checked={picked.all}
              ref={(box) => {
                if (box) box.indeterminate = picked.some && !picked.all;
              }}
              onChange={({ target }) => picked.onAll(target.checked)}
            />
          </th>
        )}
        {head('Name', 'name')}
        <th scope="col">Phone</th>
        <th scope="col">How it stands</th>
        {head('Last contact', 'last_contact')}
        {head('Next', 'next_contact')}
        <th scope="col">From</th>
        <th scope="col">Whose</th>
        <th scope="col" className="num">
          Their time
        </th>
      </tr>
    </thead>
  );
}
