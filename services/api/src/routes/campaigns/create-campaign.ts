import type { Agents } from '@ringback/shared/db/agents.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { one } from '../../http/route.ts';
import { CampaignAnswer, createWhole } from './campaign.ts';
import { campaignFields } from './campaign-body.ts';
import { refuseFaulty, refuseUnknownAgent, said, saved, stored } from './save-campaign.ts';

type Deps = {
  campaigns: Campaigns;
  agents: Pick<Agents, 'find'>;
  /** The sender of a campaign that names none. */
  defaultSender: string | null;
  /** The provider of a campaign that names none. */
  carrier: string;
  contactCaps: ContactCaps;
  now: Now;
};

const NewCampaign = z.strictObject({
  ...campaignFields,
  sender: campaignFields.sender.optional(),
  channel: z.enum(['text', 'call']).default('text'),
  steps: campaignFields.steps.optional(),
});

export const createCampaign = endpoint(
  {
    method: 'post',
    path: '/api/campaigns',
    tag: 'campaigns',
    summary: 'Create a campaign as a draft',
    description:
      'Its words are checked: an unknown variable, one without a fallback, a question whose natural answer stops all texts, or too many segments is an error; other problems are warnings.',
    access: 'agent',
    body: NewCampaign,
    answers: { 201: { description: 'The campaign', schema: one(CampaignAnswer) } },
    refusals: [404, 409, 422],
  },
  (deps: Deps) => {
    const { campaigns, agents, defaultSender, carrier, now } = deps;
    const whole = createWhole(deps);

    return async function createCampaign({ body }, { caller }) {
      const { steps, sender = defaultSender, channel, ...rest } = body;
      if (sender === null) {
        throw new AppError('invalid_input', 'There is no number to send from.', {
          faults: [{ path: 'sender', found: 'nothing', expected: 'an own number, or MG…' }],
        });
      }
      await refuseUnknownAgent(agents, body.agent_id);
      refuseFaulty(steps, sender, body.rules?.variables);
      const wanted = { provider: carrier, ...said(rest), channel, sender };
      const put = await campaigns.put(
        wanted,
        steps ? steps.map(stored) : null,
        now(),
        actorOf(caller),
      );
      return { status: 201, data: await whole(saved(put)) };
    };
  },
);
