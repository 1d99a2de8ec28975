import { Link } from '@tanstack/react-router';
import { Empty } from '../../../ui/panels.tsx';
import type { CallsSearch } from '../calls-search.ts';

/** Nothing to show, and how to see more. */
export function NoCalls({ search }: { search: CallsSearch }) {
  const { sort: _sort, order: _order, ...narrowed } = search;
  if (Object.keys(narrowed).length === 0) {
    return (
      <Empty title="No calls yet">
        <p>Calls stand here as soon as one is planned, dialed or comes in.</p>
      </Empty>
    );
  }
  return (
    <Empty title="No call fits">
      <Link to="/calls/all" search={{}}>
        Show all calls
      </Link>
    </Empty>
  );
}
