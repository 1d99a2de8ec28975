import type { Agents } from '@ringback/shared/db/agents.ts';
import type { CampaignRow } from '@ringback/shared/db/text-rows.ts';
import type { CampaignInput, Campaigns, StepInput } from '@ringback/shared/db/texts/campaigns.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { missing } from '../../http/missing.ts';
import { noSuchCampaign, over } from './campaign.ts';
import type { StepBody } from './campaign-body.ts';
import { judgeWords, type Words } from './judge-words.ts';

/** Refuses words that cannot be sent, with every fault. */
export function refuseFaulty(
  steps: StepBody[] | undefined,
  sender: string,
  variables: string[] | undefined,
): void {
  const wordless = (steps ?? []).flatMap(({ channel, body, variants }, at) => {
    if (channel === 'call') return [];
    if (body !== undefined && variants !== undefined) {
      return [{ path: `steps.${at}`, found: 'body and variants', expected: 'one of them' }];
    }
    return body === undefined && variants === undefined
      ? [{ path: `steps.${at}.body`, found: 'nothing', expected: 'the words of the text' }]
      : [];
  });
  const doubled = (steps ?? []).flatMap(({ variants = [] }, at) =>
    new Set(variants.map(({ name }) => name)).size < variants.length
      ? [{ path: `steps.${at}.variants`, found: 'a name twice', expected: 'a name for each' }]
      : [],
  );
  const words = (steps ?? []).flatMap((step, at): Words[] => {
    if (step.channel === 'call') return [];
    if (step.body !== undefined) return [{ path: `steps.${at}.body`, body: step.body, at }];
    return (step.variants ?? []).map(({ body }, n) => ({
      path: `steps.${at}.variants.${n}.body`,
      body,
      at,
    }));
  });
  const faults = [...wordless, ...doubled, ...judgeWords(words, sender, variables).faults];
  if (faults.length > 0) {
    throw new AppError('invalid_input', 'The words of the campaign are not valid.', { faults });
  }
}

export async function refuseUnknownAgent(
  agents: Pick<Agents, 'find'>,
  id: string | null | undefined,
): Promise<void> {
  if (!id || (await agents.find(id))) return;
  throw missing('agent_id', 'agent');
}

export function stored({ channel, delay_seconds, body, variants }: StepBody): StepInput {
  const wordings = variants ?? (body === undefined ? [] : [{ name: 'a', weight: 1, body }]);
  return { channel, delay_seconds, variants: wordings };
}

export function said(body: object): CampaignInput & { name?: string; sender?: string } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

export function saved({ result, campaign }: Awaited<ReturnType<Campaigns['put']>>): CampaignRow {
  if (result === 'ended') throw over();
  if (!campaign) throw noSuchCampaign();
  return campaign;
}
