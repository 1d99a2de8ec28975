import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import type { Counts } from './counts.ts';
import { PAGES } from './navigation.ts';

type Props = { counts: Counts; isMoreOpen: boolean; onMore: () => void };

export function TabBar({ counts, isMoreOpen, onMore }: Props) {
  return (
    <nav className="tabbar" aria-label="Main, small screens">
      {PAGES.map(({ to, name, icon, count }) => (
        <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={icon} />
          {name}
          {count?.needsSomebody && counts[count.of] > 0 && (
            <span className="badge">
              {counts[count.of]}
              <span className="sr"> waiting</span>
            </span>
          )}
        </Link>
      ))}
      <button type="button" aria-expanded={isMoreOpen} onClick={onMore}>
        <Icon name="more" />
        More
      </button>
    </nav>
  );
}
