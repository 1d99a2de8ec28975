import { useNavigate } from '@tanstack/react-router';
import { SortButton } from '../../../ui/filters/sort-button.tsx';
import { type CallsSearch, readCallsSearch } from '../calls-search.ts';

/** The heads of the columns; what can be sorted by is pressed. */
export function CallHeads({ search }: { search: CallsSearch }) {
  const navigate = useNavigate();
  const now = { sort: search.sort ?? 'begun', order: search.order };
  const sorted = {
    now,
    first: 'desc',
    onSort: (sorting: object) =>
      void navigate({
        to: '/calls/all',
        search: (old) => readCallsSearch({ ...old, ...sorting }),
        replace: true,
      }),
  } as const;
  return (
    <div className="call-row titles">
      <span>Lead</span>
      <span>How it stands</span>
      <span>Their words</span>
      <span>Why called</span>
      <span>Way</span>
      <span className="num">
        <SortButton name="Started" by="begun" {...sorted} />
      </span>
      <span className="num">
        <SortButton name="Talk" by="duration" {...sorted} />
      </span>
      <span className="num">
        <SortButton name="Cost" by="cost" {...sorted} />
      </span>
    </div>
  );
}
