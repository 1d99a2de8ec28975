import type { Agents } from '@ringback/shared/db/agents.ts';
import type { CampaignInput, Campaigns, StepInput } from '@ringback/shared/db/campaigns.ts';
import type { Enrollments } from '@ringback/shared/db/enrollments.ts';
import type { CampaignRow } from '@ringback/shared/db/text-rows.ts';
import { paceWarnings } from '@ringback/shared/domain/campaigns/pace-warnings.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { IdPosition, readCursor, writeCursor } from '../http/cursor.ts';
import { missing } from '../http/missing.ts';
import { ok, page, type Route, route } from '../http/route.ts';
import { campaignSpecs, type StepBody } from './campaign-specs.ts';
import { judgeWords, unusedWords, type Words } from './judge-words.ts';

type Deps = {
  campaigns: Campaigns;
  enrollments: Pick<Enrollments, 'enroll' | 'ofCampaign'>;
  agents: Pick<Agents, 'find'>;
  /** The number, or pool of numbers, of a campaign that names none. */
  defaultSender: string | null;
  /** Of the house; a campaign that plans more is warned. */
  contactCaps: ContactCaps;
  log: Logger;
  now: () => Date;
};

export function campaignRoutes(deps: Deps): Route[] {
  const { campaigns, enrollments, agents, defaultSender, contactCaps, log, now } = deps;

  return [
    route(campaignSpecs.list, async () => page(await campaigns.list(), null)),

    route(campaignSpecs.create, async ({ body }) => {
      const { steps, sender = defaultSender, channel, ...rest } = body;
      if (sender === null) {
        throw new AppError('invalid_input', 'There is no number to send from.', {
          faults: [{ path: 'sender', found: 'nothing', expected: 'a number of ours, or MG…' }],
        });
      }
      await refuseUnknownAgent(body.agent_id);
      refuseFaulty(steps, sender, body.rules?.variables);
      const wanted = { ...said(rest), channel, sender };
      const put = await campaigns.put(wanted, steps ? steps.map(stored) : null, now());
      return { status: 201, data: await whole(saved(put)) };
    }),

    route(campaignSpecs.get, async ({ params }) => ok(await whole(await get(params.id)))),

    route(campaignSpecs.change, async ({ params, body }) => {
      const { steps, ...rest } = body;
      const before = await get(params.id);
      await refuseUnknownAgent(body.agent_id);
      const rules = body.rules ? { ...before.rules, ...body.rules } : before.rules;
      refuseFaulty(steps, body.sender ?? before.sender, variablesIn(rules));
      const put = await campaigns.put(
        { ...said(rest), ...(body.rules ? { rules } : {}), id: params.id },
        steps ? steps.map(stored) : null,
        now(),
      );
      return ok(await whole(saved(put)));
    }),

    route(campaignSpecs.start, async ({ params }) => move(params.id, 'running', 'start')),
    route(campaignSpecs.pause, async ({ params }) => move(params.id, 'paused', 'pause')),
    route(campaignSpecs.resume, async ({ params }) => move(params.id, 'running', 'resume')),
    route(campaignSpecs.end, async ({ params }) => move(params.id, 'ended', 'end')),

    route(campaignSpecs.enroll, async ({ params, body }) => {
      const campaign = await get(params.id);
      if (campaign.status === 'ended') throw over();
      const rows = await enrollments.enroll(params.id, [...new Set(body.lead_ids)], now());
      const enrolled = rows.filter(({ result }) => result === 'enrolled').length;
      log.info({ campaignId: params.id, asked: rows.length, enrolled }, 'leads enrolled');
      return ok({ enrolled, rows });
    }),

    route(campaignSpecs.enrollments, async ({ params, query: { limit, cursor } }) => {
      const before = readCursor(IdPosition, cursor)?.id;
      const [, found] = await Promise.all([
        get(params.id),
        enrollments.ofCampaign(params.id, limit + 1, before),
      ]);
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return page(rows, last ? writeCursor({ id: last.id }) : null);
    }),
  ];

  async function get(id: string): Promise<CampaignRow> {
    const campaign = await campaigns.find(id);
    if (!campaign) throw noSuchCampaign();
    return campaign;
  }

  /** Said again it changes nothing, be it by an impatient hand or by a second browser. */
  async function move(
    id: string,
    to: 'running' | 'paused' | 'ended',
    verb: 'start' | 'pause' | 'resume' | 'end',
  ) {
    const { status } = await get(id);
    if (status === 'draft' && (verb === 'pause' || verb === 'resume')) {
      throw new AppError('conflict', 'The campaign has not been started yet.');
    }
    const moved = await campaigns.setStatus(id, to, now());
    if (moved.result === 'no_such_campaign') throw noSuchCampaign();
    if (moved.result === 'ended') throw over();
    if (moved.result === 'no_steps' || !moved.campaign) {
      throw new AppError('conflict', 'The campaign has no steps yet.');
    }
    if (moved.result === 'moved') log.info({ campaignId: id, from: status, to }, 'campaign moved');
    return ok(await whole(moved.campaign));
  }

  async function whole(campaign: CampaignRow) {
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
  }

  async function refuseUnknownAgent(id: string | null | undefined): Promise<void> {
    if (!id || (await agents.find(id))) return;
    throw missing('agent_id', 'agent');
  }
}

function refuseFaulty(
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
    throw new AppError('invalid_input', 'The words of the campaign do not fit.', { faults });
  }
}

function stored({ channel, delay_seconds, body, variants }: StepBody): StepInput {
  const wordings = variants ?? (body === undefined ? [] : [{ name: 'a', weight: 1, body }]);
  return { channel, delay_seconds, variants: wordings };
}

function said(body: object): CampaignInput & { name?: string; sender?: string } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function variablesIn(rules: Record<string, unknown>): string[] {
  const names = rules['variables'];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

function saved({ result, campaign }: Awaited<ReturnType<Campaigns['put']>>): CampaignRow {
  if (result === 'ended') throw over();
  if (!campaign) throw noSuchCampaign();
  return campaign;
}

function noSuchCampaign(): AppError {
  return new AppError('not_found', 'There is no such campaign.');
}

function over(): AppError {
  return new AppError('conflict', 'The campaign has ended.');
}
