import { api, dataOf } from '../../../api/client.ts';
import { enrollWords } from '../../../words/enroll-words.ts';

/** Puts leads into a campaign; those it did not take, each with why. */
export async function addToCampaign(campaignId: string, ids: readonly number[]) {
  const { enrolled, rows } = await dataOf(
    api.POST('/api/campaigns/{id}/enroll', {
      params: { path: { id: campaignId } },
      body: { lead_ids: [...ids] },
    }),
  );
  const refused = rows.filter(({ result }) => result !== 'enrolled');
  return { added: enrolled, left: refused.map(({ result }) => enrollWords(result)) };
}
