import { z } from 'zod';
import { type Actor, noted } from '../access/activity.ts';
import { asJson, type Db, dbError } from '../client.ts';

export type LeadSources = ReturnType<typeof createLeadSources>;

/** Who may send leads, how they authenticate, and the names of their fields. */
export const LeadSourceRow = z.object({
  source: z.string(),
  auth: z.enum(['secret', 'hmac']),
  secret_hash: z.string().nullable(),
  signing_secret: z.string().nullable(),
  mapping: z.record(z.string(), z.string()),
  /** The vendor whose format its bodies have. */
  preset: z.string().default('generic'),
  campaign_id: z.string().nullable(),
});
export type LeadSourceRow = z.infer<typeof LeadSourceRow>;

export function createLeadSources(db: Db) {
  return {
    async find(source: string): Promise<LeadSourceRow | null> {
      const { data, error, status } = await db
        .from('lead_sources')
        .select()
        .eq('source', source)
        .maybeSingle();
      if (error) throw dbError('leadSources.find', error, status);
      return data ? LeadSourceRow.parse(data) : null;
    },

    async list(): Promise<LeadSourceRow[]> {
      const { data, error, status } = await db.from('lead_sources').select().order('source');
      if (error) throw dbError('leadSources.list', error, status);
      return z.array(LeadSourceRow).parse(data);
    },

    /** A source that exists already is replaced. */
    async save(
      { mapping, ...source }: LeadSourceRow,
      now: Date,
      by?: Actor,
    ): Promise<LeadSourceRow> {
      const { data, error, status } = await db
        .from('lead_sources')
        .upsert({
          ...source,
          mapping: asJson(mapping),
          updated_at: now.toISOString(),
          ...noted(by),
        })
        .select()
        .single();
      if (error) throw dbError('leadSources.save', error, status);
      return LeadSourceRow.parse(data);
    },
  };
}
