import { useLive } from '../../live/use-live.ts';
import { signOut } from '../../session/session.ts';
import { useMe } from '../../session/use-me.ts';
import { Icon } from '../../ui/icon.tsx';
import { OverAll } from '../../ui/over-all.tsx';
import type { AccountDialog } from './account-dialog.ts';

type Props = { id: string; onOpen: (dialog: AccountDialog) => void };

export function AccountMenu({ id, onOpen }: Props) {
  const { user } = useMe();
  const live = useLive();
  const leave = () =>
    void signOut()
      .then(live.tellSignedOut)
      .catch(() => undefined)
      // Everything that this page knows goes with it.
      .finally(() => location.assign('/'));
  return (
    <OverAll>
      <div id={id} popover="auto" className="pop foot-pop menu">
        <p className="menu-head">
          <b>{user.name}</b>
          <span className="meta">
            {user.email} · {user.role}
          </span>
        </p>
        <button type="button" popoverTarget={id} onClick={() => onOpen('preferences')}>
          <Icon name="gear" />
          Preferences
        </button>
        <button type="button" popoverTarget={id} onClick={() => onOpen('keys')}>
          <Icon name="key" />
          Keys <kbd>?</kbd>
        </button>
        <button type="button" onClick={leave}>
          <Icon name="x" />
          Sign out
        </button>
      </div>
    </OverAll>
  );
}
