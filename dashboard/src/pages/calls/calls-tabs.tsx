import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useCounts } from '../../shell/counts.ts';
import { useTabKeys } from '../../ui/keys/use-tab-keys.ts';

const TABS = ['/calls', '/calls/all'] as const;

/** Live calls, or all of them. */
export function CallsTabs() {
  const { live_calls } = useCounts();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useTabKeys(TABS, pathname === '/calls' ? '/calls' : '/calls/all', (to) => void navigate({ to }));
  return (
    <nav className="tabs" aria-label="Which calls">
      <Link to="/calls" activeOptions={{ exact: true }}>
        Live <span className="count">{live_calls}</span>
      </Link>
      <Link to="/calls/all">All calls</Link>
    </nav>
  );
}
