import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, dataOf } from '../../../api/client.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { nameOf } from '../../../ui/person.ts';
import { toasts } from '../../../ui/toast/toasts.ts';

type Props = { lead: LeadRow; onClose: () => void };

/** Asked, since nobody can take it back. */
export function DeleteLeadDialog({ lead, onClose }: Props) {
  const navigate = useNavigate();
  const name = nameOf(lead);
  const erase = useMutation({
    mutationFn: () => dataOf(api.DELETE('/api/leads/{id}', { params: { path: { id: lead.id } } })),
    onSuccess: async () => {
      await navigate({ to: '/leads' });
      toasts.show(`${name} is deleted.`);
    },
  });
  return (
    <Dialog title={`Delete ${name}?`} onClose={onClose}>
      <p className="dense soft">
        The lead and the words of its calls and texts are deleted for good. That the number must not
        be contacted stays known, without the number itself.
      </p>
      {erase.error && (
        <p className="fault" role="alert">
          Not deleted: {erase.error.message}
        </p>
      )}
      <div className="row">
        {/* biome-ignore lint/a11y/noAutofocus: in a dialog the first focus is on the harmless choice */}
        <button className="btn push" type="button" autoFocus onClick={onClose}>
          Keep the lead
        </button>
        <BusyButton
          className="btn halt"
          busy={erase.isPending ? 'Deleting…' : null}
          onClick={() => erase.mutate()}
        >
          Delete for good
        </BusyButton>
      </div>
    </Dialog>
  );
}
