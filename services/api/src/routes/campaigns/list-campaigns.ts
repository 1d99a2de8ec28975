import { CampaignRow } from '@ringback/shared/db/text-rows.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { endpoint } from '../../http/endpoint.ts';
import { many, page } from '../../http/route.ts';

type Deps = { campaigns: Pick<Campaigns, 'list'> };

const Listed = CampaignRow.extend({}).openapi('CampaignRow');

export const listCampaigns = endpoint(
  {
    method: 'get',
    path: '/api/campaigns',
    tag: 'campaigns',
    summary: 'Campaigns, newest first',
    access: 'viewer',
    answers: { 200: { description: 'All campaigns', schema: many(Listed) } },
    refusals: [],
  },
  ({ campaigns }: Deps) =>
    async function listCampaigns() {
      return page(await campaigns.list(), null);
    },
);
