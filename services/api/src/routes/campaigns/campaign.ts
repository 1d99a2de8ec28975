import { CampaignRow, EnrollmentRow, StepRow } from '@ringback/shared/db/text-rows.ts';
import { CampaignProgress, type Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { paceWarnings } from '@ringback/shared/domain/campaigns/pace-warnings.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { one } from '../../http/route.ts';
import { judgeWords, unusedWords, type Words } from './judge-words.ts';

const Warning = z.object({
  path: z.string(),
  rule: z.string(),
  message: z.string(),
});

export const CampaignAnswer = CampaignRow.extend({
  steps: z.array(StepRow.omit({ campaign_id: true })),
  progress: CampaignProgress,
  warnings: z.array(Warning).openapi({
    description:
      'What is wrong with the words, but may stay, and where the campaign plans more for one lead than the settings let through.',
  }),
}).openapi('Campaign');

/** An enrollment as the documentation names it. */
export const Enrollment = EnrollmentRow.extend({}).openapi('Enrollment');

export const byId = z.object({ id: z.uuid() });
export const answer = { 200: { description: 'The campaign', schema: one(CampaignAnswer) } };

type Deps = {
  campaigns: Pick<Campaigns, 'steps' | 'progress'>;
  /** Of the settings; a campaign that plans more is warned. */
  contactCaps: ContactCaps;
  now: Now;
};

export async function findCampaign(
  campaigns: Pick<Campaigns, 'find'>,
  id: string,
): Promise<CampaignRow> {
  const campaign = await campaigns.find(id);
  if (!campaign) throw noSuchCampaign();
  return campaign;
}

/** A campaign with its steps, how far it is, and what may be wrong with it. */
export function createWhole({ campaigns, contactCaps, now }: Deps) {
  return async function whole(campaign: CampaignRow) {
    const [steps, progress] = await Promise.all([
      campaigns.steps(campaign.id),
      campaigns.progress(campaign.id, now()),
    ]);
    const words = steps.flatMap(({ channel, variants }, at): Words[] =>
      channel === 'text'
        ? variants.map(({ body }, n) => ({ path: `steps.${at}.variants.${n}.body`, body, at }))
        : [],
    );
    const { warnings } = judgeWords(words, campaign.sender, variablesIn(campaign.rules));
    return {
      ...campaign,
      steps: steps.map(({ campaign_id: _, ...step }) => step),
      progress,
      warnings: [
        ...warnings,
        ...unusedWords(steps),
        ...paceWarnings({ ...campaign, steps }, contactCaps),
      ],
    };
  };
}

export function variablesIn(rules: Record<string, unknown>): string[] {
  const names = rules['variables'];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

export function noSuchCampaign(): AppError {
  return new AppError('not_found', 'There is no such campaign.');
}

export function over(): AppError {
  return new AppError('conflict', 'The campaign has ended.');
}
