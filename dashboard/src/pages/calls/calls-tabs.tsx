import { Link } from '@tanstack/react-router';
import { useCounts } from '../../shell/counts.ts';

/** Live calls, or all of them. */
export function CallsTabs() {
  const { live_calls } = useCounts();
  return (
    <nav className="tabs" aria-label="Which calls">
      <Link to="/calls" activeOptions={{ exact: true }}>
        Live <span className="count">{live_calls}</span>
      </Link>
      <Link to="/calls/all">All calls</Link>
    </nav>
  );
}
