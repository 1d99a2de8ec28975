import type { Agents } from '@ringback/shared/db/agents.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, createWhole, findCampaign, variablesIn } from './campaign.ts';
import { campaignFields } from './campaign-body.ts';
import { refuseFaulty, refuseUnknownAgent, said, saved, stored } from './save-campaign.ts';

type Deps = {
  campaigns: Campaigns;
  agents: Pick<Agents, 'find'>;
  contactCaps: ContactCaps;
  now: Now;
};

const CampaignChange = z.strictObject(z.object(campaignFields).partial().shape);

export const changeCampaign = endpoint(
  {
    method: 'patch',
    path: '/api/campaigns/{id}',
    tag: 'campaigns',
    summary: 'Change a campaign, even while it runs',
    description: '`steps` replaces all steps; enrolled leads get the new step at their position.',
    access: 'agent',
    params: byId,
    body: CampaignChange,
    answers: answer,
    refusals: [404, 409, 422],
  },
  (deps: Deps) => {
    const { campaigns, agents, now } = deps;
    const whole = createWhole(deps);

    return async function changeCampaign({ params, body }, { caller }) {
      const { steps, ...rest } = body;
      const before = await findCampaign(campaigns, params.id);
      await refuseUnknownAgent(agents, body.agent_id);
      const rules = body.rules ? { ...before.rules, ...body.rules } : before.rules;
      refuseFaulty(steps, body.sender ?? before.sender, variablesIn(rules));
      const put = await campaigns.put(
        { ...said(rest), ...(body.rules ? { rules } : {}), id: params.id },
        steps ? steps.map(stored) : null,
        now(),
        actorOf(caller),
      );
      return ok(await whole(saved(put)));
    };
  },
);
