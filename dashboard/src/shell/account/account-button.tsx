import { lazy, Suspense, useState } from 'react';
import { useMe } from '../../session/use-me.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { initialsOf } from '../../ui/person.ts';
import type { AccountDialog } from './account-dialog.ts';
import { AccountMenu } from './account-menu.tsx';

const KeyMapDialog = lazy(() =>
  import('./key-map-dialog.tsx').then(({ KeyMapDialog }) => ({ default: KeyMapDialog })),
);
const PreferencesDialog = lazy(() =>
  import('./preferences-dialog.tsx').then(({ PreferencesDialog }) => ({
    default: PreferencesDialog,
  })),
);

const POPOVER = 'account-menu';

/** Who is signed in, and what is theirs: preferences, keys, the way out. */
export function AccountButton() {
  const { user } = useMe();
  const [open, setOpen] = useState<AccountDialog | null>(null);
  useKeys([{ keys: '?', name: 'Show all keys', group: 'everywhere', run: () => setOpen('keys') }]);
  return (
    <>
      <button className="foot-btn" type="button" title="Account" popoverTarget={POPOVER}>
        <span className="avatar" aria-hidden="true">
          {initialsOf(user.name)}
        </span>
        <span className="t">{user.name}</span>
      </button>
      <AccountMenu id={POPOVER} onOpen={setOpen} />
      <Suspense>
        {open === 'keys' && <KeyMapDialog onClose={() => setOpen(null)} />}
        {open === 'preferences' && <PreferencesDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
