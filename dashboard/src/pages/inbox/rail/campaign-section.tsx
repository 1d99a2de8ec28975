import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import { useRow } from '../../../live/use-live.ts';
import type { EnrollmentRow } from '../data/rows.ts';

type Props = { enrollment: EnrollmentRow | null; steps: number | null; leadId: number | null };

/** In which campaign the lead is, how far, and how it stands. */
export function CampaignSection({ enrollment, steps }: Props) {
  const id = enrollment?.campaign_id ?? null;
  const known = useRow('campaign', id);
  const { data: fetched } = useQuery({
    queryKey: ['campaign', id],
    queryFn: () => dataOf(api.GET('/api/campaigns/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null && known === null,
  });
  const name = known?.name ?? fetched?.name ?? null;
  return (
    <section className="sec">
      <h3>Campaign</h3>
      <p className="dense">
        {enrollment ? (
          <>
            {name ?? 'A campaign'}, {standing(enrollment, steps)}
          </>
        ) : (
          'None.'
        )}
      </p>
    </section>
  );
}

const REASONS: Record<string, string> = {
  lead_replied: 'since they answered',
  human_wrote: 'since a person wrote',
  taken_over: 'since a person took over',
  owner_human: 'since a person took over',
  handed_over: 'since the AI handed over',
  opted_out: 'opted out',
  campaign_ended: 'the campaign ended',
  replaced: 'in another campaign',
};

function standing({ status, next_step, reason }: EnrollmentRow, steps: number | null): string {
  const of = steps === null ? '' : ` of ${steps}`;
  const sent = `step ${Math.max(0, next_step - 1)}${of} sent`;
  const why = reason ? REASONS[reason] : undefined;
  if (status === 'completed') return 'through all steps.';
  if (status === 'stopped') return `stopped at ${sent}${why ? `: ${why}` : ''}.`;
  if (status === 'paused') return `${sent}. Waits${why ? ` ${why}` : ''}.`;
  return `${sent}.`;
}
