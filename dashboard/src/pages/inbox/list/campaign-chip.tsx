import { Link } from '@tanstack/react-router';
import { useCampaignNames } from '../../../lead/use-campaign-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { InboxSearch } from '../inbox-search.ts';

/** The campaign that the list is narrowed to, and the way back to all. */
export function CampaignChip({ id, search }: { id: string; search: InboxSearch }) {
  const nameOf = useCampaignNames();
  const { campaign: _, ...rest } = search;
  return (
    <div className="row">
      <Link to="." search={rest} className="filter" title="Show all campaigns again">
        Campaign <b className="clip">{nameOf(id) ?? '…'}</b>
        <Icon name="x" small />
      </Link>
    </div>
  );
}
