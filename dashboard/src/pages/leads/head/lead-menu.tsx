import { lazy, Suspense, useState } from 'react';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { mayAct } from '../../../session/session.ts';
import { useMe } from '../../../session/use-me.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { MenuButton } from '../../../ui/menu/menu-button.tsx';
import { nameOf } from '../../../ui/person.ts';
import { useAssign } from './use-assign.ts';

const AssignDialog = lazy(() =>
  import('../../../colleagues/assign-dialog.tsx').then((file) => ({ default: file.AssignDialog })),
);
const DoNotContactDialog = lazy(() =>
  import('../../../lead/do-not-contact-dialog.tsx').then((file) => ({
    default: file.DoNotContactDialog,
  })),
);
const DeleteLeadDialog = lazy(() =>
  import('./delete-lead-dialog.tsx').then((file) => ({ default: file.DeleteLeadDialog })),
);

/** What one seldom does with a lead: give it to somebody, close its number, delete it. */
export function LeadMenu({ lead }: { lead: LeadRow }) {
  const isAdmin = mayAct(useMe().user, 'admin');
  const assign = useAssign(lead);
  const [open, setOpen] = useState<'assign' | 'close' | 'delete' | null>(null);
  const close = () => setOpen(null);
  useKeys([{ keys: 'a', name: 'Assign', group: 'leads', run: () => setOpen('assign') }]);
  return (
    <>
      <MenuButton
        label="More: assign, do not contact, delete"
        className="btn icon bare"
        items={[
          { name: 'Assign…', keys: 'A', run: () => setOpen('assign') },
          { name: 'Do not contact…', run: () => setOpen('close') },
          ...(isAdmin ? [{ name: 'Delete…', run: () => setOpen('delete') }] : []),
        ]}
      >
        <Icon name="more" />
      </MenuButton>
      <Suspense fallback={null}>
        {open === 'assign' && (
          <AssignDialog
            title={`Whose lead is ${nameOf(lead)}?`}
            assignedTo={lead.assigned_to}
            onClose={close}
            onChoose={assign}
          />
        )}
        {open === 'close' && (
          <DoNotContactDialog name={nameOf(lead)} phone={lead.phone} onClose={close} />
        )}
        {open === 'delete' && <DeleteLeadDialog lead={lead} onClose={close} />}
      </Suspense>
    </>
  );
}
