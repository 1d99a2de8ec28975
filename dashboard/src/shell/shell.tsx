import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { BrandIcon } from '../session/brand.tsx';
import { preferencesOf } from '../session/preferences.ts';
import { useMe } from '../session/use-me.ts';
import { useKeyboard, useKeys } from '../ui/keys/use-keys.ts';
import { ToastRegion } from '../ui/toast/toast-region.tsx';
import { toasts } from '../ui/toast/toasts.ts';
import { AccountButton } from './account/account-button.tsx';
import { useAlert } from './account/use-alert.ts';
import { ConnectionBand } from './connection/connection-band.tsx';
import { ConnectionButton } from './connection/connection-button.tsx';
import { useCounts, useFreshCounts } from './counts.ts';
import { NavLink } from './nav-link.tsx';
import { PAGES } from './navigation.ts';
import { FindButton } from './palette/find-button.tsx';
import { StopButton } from './stop/stop-button.tsx';
import { StoppedBands } from './stop/stopped-band.tsx';
import { TabBar } from './tab-bar.tsx';

/** What stands around every page. */
export function Shell() {
  const { business, user } = useMe();
  const counts = useCounts();
  const navigate = useNavigate();
  const [isMoreOpen, setMoreOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going to a page closes it
  useEffect(() => setMoreOpen(false), [pathname]);
  useKeyboard(preferencesOf(user).single_keys);
  useFreshCounts();
  useAlert();
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
      <div className={isMoreOpen ? 'app more' : 'app'}>
        <nav className="nav" aria-label="Main">
          <div className="brand">
            <BrandIcon />
            <b>{business}</b>
          </div>
          <FindButton />
          {PAGES.map((page) => (
            <NavLink key={page.to} page={page} counts={counts} />
          ))}
          <div className="nav-foot">
            <ConnectionButton />
            <StopButton />
            <AccountButton />
          </div>
        </nav>
        <main id="main" tabIndex={-1}>
          <StoppedBands />
          <ConnectionBand />
          <Outlet />
        </main>
        <TabBar counts={counts} isMoreOpen={isMoreOpen} onMore={() => setMoreOpen(!isMoreOpen)} />
        <ToastRegion />
      </div>
    </>
  );
}
