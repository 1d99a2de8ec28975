import type { Consents } from '../../../lead/consents.ts';
import { useCampaignNames } from '../../../lead/use-campaign-names.ts';
import { enrollmentWords } from '../../../words/leads.ts';

/** In which campaigns the lead is or was. */
export function CampaignsSection({ enrollments }: Pick<Consents, 'enrollments'>) {
  const campaignName = useCampaignNames();
  return (
    <section className="sec">
      <h2>Campaigns</h2>
      <ul className="stack g4 dense">
        {enrollments.map(({ id, campaign_id, status, next_step }) => (
          <li key={id}>
            {campaignName(campaign_id) ?? 'A campaign'},{' '}
            <span className="soft">
              {next_step > 1 ? `step ${next_step - 1} done, ` : ''}
              {enrollmentWords(status)}
            </span>
          </li>
        ))}
        {enrollments.length === 0 && <li className="faint">None.</li>}
      </ul>
    </section>
  );
}
