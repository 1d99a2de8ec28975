import { Link } from '@tanstack/react-router';
import { useCounts } from '../../shell/counts.ts';

/** Live calls, or all of them. */
export function CallsTabs({ current }: { current: 'live' | 'all' }) {
  const { live_calls } = useCounts();
  return (
    <nav className="tabs" aria-label="Which calls">
      <Link to="/calls" aria-current={current === 'live' ? 'true' : undefined}>
        Live <span className="count">{live_calls}</span>
      </Link>
      <Link to="/calls/all" aria-current={current === 'all' ? 'true' : undefined}>
        All calls
      </Link>
    </nav>
  );
}
