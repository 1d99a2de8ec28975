import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { BrandIcon } from '../session/brand.tsx';
import { useMe } from '../session/use-me.ts';
import { Icon } from '../ui/icon.tsx';
import { useKeyboard, useKeys } from '../ui/keys/use-keys.ts';
import { initialsOf } from '../ui/person.ts';
import { ToastRegion } from '../ui/toast/toast-region.tsx';
import { toasts } from '../ui/toast/toasts.ts';
import { ConnectionButton } from './connection-button.tsx';
import { PAGES } from './navigation.ts';

/** What stands around every page. */
export function Shell() {
  const { business, user } = useMe();
  const navigate = useNavigate();
  useKeyboard();
  useKeys([
    ...PAGES.map(({ to, name, key }) => ({
      keys: `g ${key}`,
      name: `Go to ${name}`,
      group: 'everywhere',
      run: () => void navigate({ to }),
    })),
    { keys: 'z', name: 'Undo', group: 'everywhere', run: () => void toasts.undo() },
  ]);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="app">
        <nav className="nav" aria-label="Main">
          <div className="brand">
            <BrandIcon />
            <b>{business}</b>
          </div>
          {PAGES.map(({ to, name, icon }) => (
            <Link
              key={to}
              to={to}
              className="nav-link"
              title={name}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Icon name={icon} />
              <span className="t">{name}</span>
            </Link>
          ))}
          <div className="nav-foot">
            <ConnectionButton />
            <button className="foot-btn" type="button" title="Account">
              <span className="avatar" aria-hidden="true">
                {initialsOf(user.name)}
              </span>
              <span className="t">{user.name}</span>
            </button>
          </div>
        </nav>
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
        <nav className="tabbar" aria-label="Main, small screens">
          {PAGES.map(({ to, name, icon }) => (
            <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
              <Icon name={icon} />
              {name}
            </Link>
          ))}
        </nav>
        <ToastRegion />
      </div>
    </>
  );
}
