import { z } from 'zod';
import type { FormColumn } from '../../domain/lead.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { LeadRow } from '../rows.ts';
import type { NewConsent } from './consents.ts';

export type LeadIntake = ReturnType<typeof createLeadIntake>;

export type IncomingLead = {
  /** E.164. */
  phone: string;
  phone_extension?: string;
  custom?: Record<string, unknown>;
  /** Null: there is none, whatever is said for the whole file. */
  consent?: NewConsent | null;
} & { [N in FormColumn]?: string };

/** What became of a lead that was to join a campaign; `stored` if there was none to join. */
export const INTAKE_RESULTS = [
  'stored',
  'enrolled',
  'already_enrolled',
  'suppressed',
  'no_consent',
  'active_elsewhere',
  /** A campaign of texts cannot reach an extension. */
  'extension',
  'campaign_ended',
  'no_such_campaign',
] as const;
export type IntakeResult = (typeof INTAKE_RESULTS)[number];

const Received = z.object({
  result: z.enum(INTAKE_RESULTS),
  created: z.boolean(),
  lead: LeadRow,
  enrollment_id: z.number().int().nullable(),
  conversation_id: z.uuid().nullable(),
  /** The first text, if the campaign runs and begins with one. */
  message_id: z.uuid().nullable(),
  send_at: z.string().nullable(),
});
export type Received = z.infer<typeof Received>;

const Imported = z.object({
  rows: z.array(
    z.object({
      line: z.number().int(),
      result: z.enum([...INTAKE_RESULTS, 'bad_phone', 'own_number', 'repeated']),
      lead_id: z.number().int().nullable(),
      created: z.boolean().nullable(),
    }),
  ),
});
export type Imported = z.infer<typeof Imported>;

export type ImportBatch = {
  source: string;
  campaign_id?: string;
  /** For every row that brings none of its own. */
  consent?: NewConsent;
  rows: (IncomingLead & { line: number })[];
};

export function createLeadIntake(db: Db) {
  return {
    /** Lead, consent, enrollment, conversation and first text in one step; told again, the same. */
    async receive(
      lead: IncomingLead & { source: string; campaign_id?: string },
      now: Date,
    ): Promise<Received> {
      const args = { p: asJson(lead), p_now: now.toISOString() };
      return Received.parse(await callFunction(db, 'receive_lead', args));
    },

    /** Some hundreds at a time, each with its verdict in the order given. */
    async importBatch(batch: ImportBatch, now: Date): Promise<Imported> {
      const args = { p: asJson(batch), p_now: now.toISOString() };
      return Imported.parse(await callFunction(db, 'import_leads', args));
    },
  };
}
