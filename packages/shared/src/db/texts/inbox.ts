import { z } from 'zod';
import { PERSON_REASONS } from '../../domain/reasons/person-reasons.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { AnalysisRow, CallRow, LeadRow, TurnRow } from '../rows.ts';
import { ConversationRow, EnrollmentRow, MessageRow } from '../text-rows.ts';

export type Inbox = ReturnType<typeof createInbox>;

export const INBOX_VIEWS = ['needs', 'mine', 'open', 'ended'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** Who has it, where an unanswered need of the row stands open. */
const OpenNeed = z.object({
  id: z.uuid(),
  since: z.string(),
  assigned_to: z.uuid().nullable(),
  assigned_name: z.string().nullable(),
  /** It was to be assigned, and nobody who is online had room. */
  nobody_online: z.boolean(),
});

export const InboxItem = z.object({
  kind: z.enum(['conversation', 'call', 'analysis']),
  id: z.uuid(),
  waits_since: z.string().nullable(),
  reason: z.enum(PERSON_REASONS).nullable(),
  lead: LeadRow.nullable(),
  conversation: ConversationRow.nullable(),
  last_message: MessageRow.nullable(),
  unread: z.number().int(),
  call: CallRow.nullable(),
  last_turn: TurnRow.nullable(),
  analysis: AnalysisRow.nullable(),
  need: OpenNeed.nullable(),
  enrollment: EnrollmentRow.nullable(),
  /** Where the searched words were said: `seq` is the place of the text in its conversation, of the turn in its call. */
  said: z
    .object({ seq: z.number().int(), said_by: z.string(), words: z.string(), at: z.string() })
    .nullable(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** Where a row stands in its view. */
export const InboxPlace = z.object({ rank: z.number().int(), at: z.string(), id: z.uuid() });
export type InboxPlace = z.infer<typeof InboxPlace>;

const Placed = InboxItem.and(InboxPlace);
export type PlacedItem = z.infer<typeof Placed>;

export type InboxQuery = {
  view: InboxView;
  channel?: 'text' | 'call' | undefined;
  q?: string | undefined;
  campaign_id?: string | undefined;
  reader: string;
  limit: number;
  /** The last row of the page before. */
  after?: InboxPlace | undefined;
};

const Counts = z.object({
  needs: z.number().int(),
  mine: z.number().int(),
  open: z.number().int(),
  live_calls: z.number().int(),
  unread: z.number().int(),
});
export type InboxCounts = z.infer<typeof Counts>;

/** What waits for a person, and what people look through. */
export function createInbox(db: Db) {
  return {
    async list(query: InboxQuery): Promise<PlacedItem[]> {
      return z.array(Placed).parse(await callFunction(db, 'inbox', { p: asJson(query) }));
    },

    /** A thousand stands for more. */
    async counts(reader: string): Promise<InboxCounts> {
      return Counts.parse(await callFunction(db, 'inbox_counts', { p: asJson({ reader }) }));
    },
  };
}
