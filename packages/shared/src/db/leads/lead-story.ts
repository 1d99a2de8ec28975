import { z } from 'zod';
import { OUTCOMES } from '../../domain/outcome.ts';
import { OWNERS } from '../../domain/texts/owner.ts';
import { SuppressionRow } from '../../events/rows.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { DecisionRow } from '../decisions.ts';
import { AnalysisRow, CallRow } from '../rows.ts';
import { ConsentRow, EnrollmentRow, MessageRow } from '../text-rows.ts';
import { AppointmentRow } from './appointments.ts';
import { NoteRow } from './notes.ts';

export type LeadStory = ReturnType<typeof createLeadStory>;

/** Who gave a conversation to whom, and why (OWNERSHIP_REASONS). Without an actor: by itself, or the lead did. */
export const OwnershipChange = z.object({
  id: z.number().int(),
  conversation_id: z.uuid(),
  from_owner: z.enum(OWNERS),
  to_owner: z.enum(OWNERS),
  assigned_to: z.string().nullable(),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable(),
  reason: z.string(),
  at: z.string(),
});

/** A person has corrected an outcome, or taken that back; the outcomes before and after. */
export const OutcomeChange = z.object({
  id: z.number().int(),
  restored: z.boolean(),
  from: z.enum(OUTCOMES).nullable(),
  to: z.enum(OUTCOMES).nullable(),
  call_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
});

/** Whose lead it was and is: ids of users, null for nobody. */
export const Assignment = z.object({
  id: z.number().int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
});

/** What each kind of entry tells. */
export const STORY = {
  arrival: z.object({
    lead_id: z.number().int(),
    source: z.string(),
    external_id: z.string().nullable(),
  }),
  consent: z.object({ event: z.enum(['given', 'revoked']), consent: ConsentRow }),
  enrollment: EnrollmentRow,
  call: CallRow,
  text: MessageRow,
  decision: DecisionRow,
  analysis: AnalysisRow,
  appointment: AppointmentRow,
  ownership: OwnershipChange,
  note: NoteRow,
  correction: OutcomeChange,
  assignment: Assignment,
  suppression: z.object({ event: z.enum(['added', 'lifted']), suppression: SuppressionRow }),
} as const;

/** Where an entry stands: its moment, and its place among what happened then. */
export const StoryPlace = z.object({ at: z.string(), key: z.string() });
export type StoryPlace = z.infer<typeof StoryPlace>;

const Entry = StoryPlace.extend({
  kind: z.enum(Object.keys(STORY) as [keyof typeof STORY, ...(keyof typeof STORY)[]]),
  told: z.unknown(),
}).transform(({ told, ...entry }) => ({ ...entry, told: STORY[entry.kind].parse(told) }));
export type StoryEntry = z.output<typeof Entry>;

type Page = { limit: number; before?: StoryPlace | undefined };

export function createLeadStory(db: Db) {
  const read = async (p: object) =>
    z
      .array(Entry)
      .nullable()
      .parse(await callFunction(db, 'lead_story', { p: asJson(p) }));

  return {
    /** Everything that happened with a lead, newest first. */
    async ofLead(leadId: number, page: Page): Promise<StoryEntry[]> {
      return (await read({ lead_id: leadId, ...page })) ?? [];
    },

    /** What stands between the texts of a conversation, newest first; null: there is none such. */
    ofConversation: (id: string, page: Page): Promise<StoryEntry[] | null> =>
      read({ conversation_id: id, ...page }),
  };
}
