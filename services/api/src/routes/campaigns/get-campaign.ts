import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, createWhole, findCampaign } from './campaign.ts';

type Deps = { campaigns: Campaigns; contactCaps: ContactCaps; now: Now };

export const getCampaign = endpoint(
  {
    method: 'get',
    path: '/api/campaigns/{id}',
    tag: 'campaigns',
    summary: 'One campaign, its steps and its progress',
    access: 'viewer',
    params: byId,
    answers: answer,
    refusals: [404],
  },
  (deps: Deps) => {
    const { campaigns } = deps;
    const whole = createWhole(deps);

    return async function getCampaign({ params }) {
      return ok(await whole(await findCampaign(campaigns, params.id)));
    };
  },
);
