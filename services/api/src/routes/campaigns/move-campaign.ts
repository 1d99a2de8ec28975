import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, createWhole, findCampaign, noSuchCampaign, over } from './campaign.ts';

type Deps = { campaigns: Campaigns; contactCaps: ContactCaps; log: Logger; now: Now };
type Verb = 'start' | 'pause' | 'resume' | 'end';

const TO = { start: 'running', pause: 'paused', resume: 'running', end: 'ended' } as const;

/** A repeated request changes nothing, as after a double click or from a second browser. */
const move = (verb: Verb, summary: string, description: string) =>
  endpoint(
    {
      method: 'post',
      path: `/api/campaigns/{id}/${verb}`,
      tag: 'campaigns',
      summary,
      description,
      access: 'agent',
      params: byId,
      answers: answer,
      refusals: [404, 409],
    },
    (deps: Deps) => {
      const { campaigns, log, now } = deps;
      const whole = createWhole(deps);
      const to = TO[verb];

      return async function moveCampaign({ params: { id } }, { caller }) {
        const { status } = await findCampaign(campaigns, id);
        if (status === 'draft' && (verb === 'pause' || verb === 'resume')) {
          throw new AppError('conflict', 'The campaign has not been started yet.');
        }
        const moved = await campaigns.setStatus(id, to, now(), actorOf(caller));
        if (moved.result === 'no_such_campaign') throw noSuchCampaign();
        if (moved.result === 'ended') throw over();
        if (moved.result === 'no_steps' || !moved.campaign) {
          throw new AppError('conflict', 'The campaign has no steps yet.');
        }
        if (moved.result === 'moved') {
          log.info({ campaignId: id, from: status, to }, 'campaign moved');
        }
        return ok(await whole(moved.campaign));
      };
    },
  );

export const startCampaign = move(
  'start',
  'Start a campaign',
  'A repeated request changes nothing.',
);

export const pauseCampaign = move('pause', 'Pause a campaign', 'Leads keep their position.');

export const resumeCampaign = move(
  'resume',
  'Resume a campaign',
  'Only a campaign that has been started can be resumed.',
);

export const endCampaign = move(
  'end',
  'End a campaign permanently',
  'Its leads are released for other campaigns; a campaign that has ended never runs again.',
);
