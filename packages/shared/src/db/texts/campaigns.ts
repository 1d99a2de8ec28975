import { z } from 'zod';
import type { Purpose } from '../../domain/policy/purpose.ts';
import { AppError } from '../../runtime/errors.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { CampaignRow, StepRow, type Variant } from '../text-rows.ts';

export type Campaigns = ReturnType<typeof createCampaigns>;

/** What an operator may set for a campaign. In a change, null clears and an absent field stays. */
export type CampaignInput = {
  channel?: 'text' | 'call';
  agent_id?: string | null;
  provider?: string;
  goal?: string | null;
  timezone?: string;
  daily_cap?: number | null;
  per_lead_per_day?: number | null;
  budget_usd?: number | null;
  /** `variables`: custom fields of leads that the words may name. */
  rules?: {
    on_active_elsewhere?: 'skip' | 'replace';
    variables?: string[];
    /** The purpose decides which consent it needs; the default is `marketing`. */
    purpose?: Purpose;
  };
};

export type StepInput = { channel: 'text' | 'call'; delay_seconds: number; variants: Variant[] };

const Moved = z.object({
  result: z.enum(['moved', 'already', 'ended', 'no_steps', 'no_such_campaign']),
  campaign: CampaignRow.optional(),
});

export const CampaignProgress = z.object({
  enrollments: z.record(z.string(), z.number().int()),
  messages: z.record(z.string(), z.number().int()),
  today: z.number().int(),
});
export type CampaignProgress = z.infer<typeof CampaignProgress>;

const Put = z.object({
  result: z.enum(['saved', 'ended', 'no_such_campaign']),
  campaign: CampaignRow.optional(),
});

const UNIQUE_VIOLATION = '23505';

export function createCampaigns(db: Db) {
  async function save(campaign: object, now: Date): Promise<CampaignRow | undefined> {
    const args = { p: asJson(campaign), p_now: now.toISOString() };
    const saved = await callFunction(db, 'save_campaign', args).catch(nameTaken);
    return z.array(CampaignRow).parse(saved)[0];
  }

  return {
    /** A draft; its `sender` is an own number or the carrier's name for a pool of them. */
    async create(campaign: CampaignInput & { name: string; sender: string }, now: Date) {
      const made = await save(campaign, now);
      if (!made) throw new AppError('internal', 'The campaign was not written.');
      return made;
    },

    async update(
      id: string,
      change: Omit<CampaignInput, 'channel'> & { name?: string; sender?: string },
      now: Date,
    ) {
      const changed = await save({ ...change, id }, now);
      if (!changed) throw new AppError('not_found', 'There is no such campaign.');
      return changed;
    },

    /** A campaign, new or changed, and all of its steps if they are given, in one step. */
    async put(
      campaign: CampaignInput & { id?: string; name?: string; sender?: string },
      steps: StepInput[] | null,
      now: Date,
      by?: Actor,
    ) {
      const args = {
        p: asJson(campaign),
        p_steps: (steps ? asJson(steps) : null) as never,
        p_now: now.toISOString(),
        ...(by && { p_actor: asJson(by) }),
      };
      return Put.parse(await callFunction(db, 'put_campaign', args).catch(nameTaken));
    },

    async find(id: string): Promise<CampaignRow | null> {
      const { data, error, status } = await db
        .from('campaigns')
        .select()
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('campaigns.find', error, status);
      return data ? CampaignRow.parse(data) : null;
    },

    async list(): Promise<CampaignRow[]> {
      const { data, error, status } = await db
        .from('campaigns')
        .select()
        .order('created_at', { ascending: false })
        .limit(1_000);
      if (error) throw dbError('campaigns.list', error, status);
      return z.array(CampaignRow).parse(data);
    },

    /** Those with these letters in their name, the newest first. */
    async search(q: string, limit: number): Promise<CampaignRow[]> {
      const { data, error, status } = await db
        .from('campaigns')
        .select()
        .ilike('name', `%${q.replace(/[\\%_]/g, '\\$&')}%`)
        .order('created_at', { ascending: false })
        .limit(limit);
      if (error) throw dbError('campaigns.search', error, status);
      return z.array(CampaignRow).parse(data);
    },

    /** In their order. */
    async steps(id: string): Promise<StepRow[]> {
      const { data, error, status } = await db
        .from('campaign_steps')
        .select()
        .eq('campaign_id', id)
        .order('position');
      if (error) throw dbError('campaigns.steps', error, status);
      return z.array(StepRow).parse(data);
    },

    /** Replaces all steps, also while it runs. False: the campaign is gone or over. */
    async editSteps(id: string, steps: StepInput[], now: Date): Promise<boolean> {
      const args = { p_campaign_id: id, p_steps: asJson(steps), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'edit_campaign_steps', args));
    },

    /** Starting and resuming is `running`; an `ended` campaign stays ended. */
    async setStatus(id: string, to: 'running' | 'paused' | 'ended', now: Date, by?: Actor) {
      const args = {
        ...{ p_campaign_id: id, p_status: to, p_now: now.toISOString() },
        ...(by && { p_actor: asJson(by) }),
      };
      return Moved.parse(await callFunction(db, 'set_campaign_status', args));
    },

    async progress(id: string, now: Date): Promise<CampaignProgress> {
      const args = { p_campaign_id: id, p_now: now.toISOString() };
      return CampaignProgress.parse(await callFunction(db, 'campaign_progress', args));
    },
  };
}

function nameTaken(thrown: unknown): never {
  const error = AppError.from(thrown);
  if (error.facts['sqlstate'] !== UNIQUE_VIOLATION) throw error;
  throw new AppError('conflict', 'A campaign of this name exists already.');
}
