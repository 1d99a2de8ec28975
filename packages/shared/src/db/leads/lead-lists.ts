import { z } from 'zod';
import type { LeadStatus } from '../../domain/lead-status.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { LeadRow } from '../rows.ts';

export type LeadLists = ReturnType<typeof createLeadLists>;

export const LEAD_SORTS = ['created', 'last_contact', 'next_contact', 'name'] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];

/** What will happen with a lead: a call, a text, a step that is not planned yet, an answer of the agent. */
export const NextContact = z.object({
  /** Null: no moment, because it waits for a person, or until people have talked. */
  at: z.string().nullable(),
  channel: z.enum(['call', 'text']),
  what: z.enum(['call', 'text', 'step', 'reply', 'person', 'paused']),
  /** Why not sooner. */
  rule: z.string().nullable(),
  is_held: z.boolean(),
  campaign_id: z.string().nullable(),
  step: z.number().int().nullable(),
});
export type NextContact = z.infer<typeof NextContact>;

/** The latest call or text, in either direction. */
export const LastContact = z.object({
  at: z.string(),
  channel: z.enum(['call', 'text']),
  direction: z.enum(['outbound', 'inbound']),
  /** Of the call, or of the text's delivery. */
  status: z.string(),
  seconds: z.number().int().nullable(),
});
export type LastContact = z.infer<typeof LastContact>;

export const ContactedLead = LeadRow.extend({
  next_contact: NextContact.nullable(),
  last_contact: LastContact.nullable(),
});
export type ContactedLead = z.infer<typeof ContactedLead>;

/** `value` is what the list is sorted by; null: by the id alone. */
const Listed = ContactedLead.extend({ value: z.string().nullable() });
export type ListedLead = z.infer<typeof Listed>;

export type LeadFilter = {
  q?: string | undefined;
  status?: LeadStatus | undefined;
  outcome?: Outcome | undefined;
  source?: string | undefined;
  timezone?: string | undefined;
  campaign_id?: string | undefined;
  /** A user, or `nobody`. */
  assigned_to?: string | undefined;
  /** ISO 8601: known since then or later. */
  since?: string | undefined;
};

export type LeadQuery = LeadFilter & {
  limit: number;
  offset?: number | undefined;
  sort?: LeadSort | undefined;
  order?: 'asc' | 'desc' | undefined;
  /** The last row of the page before. */
  after?: { id: number; value?: string | null | undefined } | undefined;
  /** Whether something is planned with them, or held. */
  next?: 'any' | 'held' | 'none' | undefined;
  next_before?: string | undefined;
};

/** Of a lead list: at most 10,000 of all, at most a thousand of each view. */
export const LeadCounts = z.object({
  all: z.number().int(),
  new_today: z.number().int(),
  not_contacted: z.number().int(),
  waiting: z.number().int(),
});
export type LeadCounts = z.infer<typeof LeadCounts>;

/** Leads as people look at them: with what happened last and what happens next. */
export function createLeadLists(db: Db) {
  async function list(query: LeadQuery & { id?: number }): Promise<ListedLead[]> {
    return z.array(Listed).parse(await callFunction(db, 'list_leads', { p: asJson(query) }));
  }

  return {
    /** The newest first, unless it is sorted in another way. */
    list: (query: LeadQuery): Promise<ListedLead[]> => list(query),

    async find(id: number): Promise<ContactedLead | null> {
      const [found] = await list({ id, limit: 1 });
      return found ? ContactedLead.parse(found) : null;
    },

    async count(filter: LeadFilter, today: string): Promise<LeadCounts> {
      const p = asJson({ ...filter, today });
      return LeadCounts.parse(await callFunction(db, 'count_leads', { p }));
    },
  };
}
