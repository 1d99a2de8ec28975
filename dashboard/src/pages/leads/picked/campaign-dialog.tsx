import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Fault, Skeleton } from '../../../ui/panels.tsx';
import { leadsWords } from './each.ts';

type Props = {
  count: number;
  onClose: () => void;
  onChoose: (id: string, name: string) => void;
};

/** Which campaign the selected leads are added to; consent and the do-not-contact list still count. */
export function CampaignDialog({ count, onClose, onChoose }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ['campaigns to add to'],
    queryFn: () => dataOf(api.GET('/api/campaigns')),
  });
  const open = data?.filter(({ status }) => status !== 'ended');
  return (
    <Dialog title={`Add ${leadsWords(count)} to a campaign`} onClose={onClose}>
      {error && (
        <Fault
          what="The campaigns could not be loaded"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <Skeleton lines={3} />}
      {open?.length === 0 && <p className="dense soft">There is no campaign that has not ended.</p>}
      <ul className="choices">
        {open?.map(({ id, name, status }) => (
          <li key={id}>
            <button
              className="choice"
              type="button"
              onClick={() => {
                onClose();
                onChoose(id, name);
              }}
            >
              {name}
              <span className="faint"> {status}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
