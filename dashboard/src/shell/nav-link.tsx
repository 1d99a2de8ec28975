import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import type { Counts } from './counts.ts';
import type { Page } from './navigation.ts';

type Props = { page: Page; counts: Counts };

export function NavLink({ page: { to, name, icon, count }, counts }: Props) {
  const value = count ? counts[count.of] : 0;
  return (
    <Link to={to} className="nav-link" title={name} activeProps={{ 'aria-current': 'page' }}>
      <Icon name={icon} />
      <span className="t">{name}</span>
      {count && value > 0 && (
        <span className={count.needsSomebody ? 'count needs' : 'count'}>
          {value}
          <span className="sr"> {count.words}</span>
        </span>
      )}
    </Link>
  );
}
