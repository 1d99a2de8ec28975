import { z } from 'zod';
import type { Outcome } from '../../domain/outcome.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { LeadRow } from '../rows.ts';
import { ConversationRow, EnrollmentRow, MessageRow } from '../text-rows.ts';

export type Conversations = ReturnType<typeof createConversations>;

const Written = z.discriminatedUnion('result', [
  z.object({
    result: z.enum(['planned', 'replayed']),
    message: MessageRow,
    conversation: ConversationRow,
  }),
  z.object({ result: z.literal('suppressed'), conversation: ConversationRow }),
  z.object({ result: z.enum(['no_such_conversation', 'no_such_picture']) }),
]);

const Moved = z.object({
  result: z.enum(['moved', 'already', 'closed', 'no_such_conversation']),
  conversation: ConversationRow.optional(),
});

const Assigned = z.object({
  result: z.enum(['assigned', 'already', 'no_such_user', 'no_such_conversation']),
  conversation: ConversationRow.optional(),
});

const Reopened = z.object({
  result: z.enum(['reopened', 'already', 'opted_out', 'another_is_open', 'no_such_conversation']),
  conversation: ConversationRow.optional(),
});

const Held = z.object({
  result: z.enum(['held', 'already', 'nothing_to_hold', 'not_ai_owned', 'no_such_conversation']),
  conversation: ConversationRow.optional(),
});

const Ended = z.object({
  result: z.enum(['ended', 'already', 'no_such_conversation']),
  conversation: ConversationRow.optional(),
});

const ReadUpTo = z.number().int().nullable();

const Page = z.object({
  conversation: ConversationRow,
  /** In order of seq. */
  messages: z.array(MessageRow),
  /** What waits to be sent and has no place yet. */
  planned: z.array(MessageRow),
  enrollment: EnrollmentRow.extend({ steps: z.number().int() }).nullable(),
});
export type ConversationPage = z.infer<typeof Page>;

const Listed = ConversationRow.extend({
  unread: z.number().int(),
  lead: LeadRow.nullable(),
  last_message: MessageRow.nullable(),
});
export type ListedConversation = z.infer<typeof Listed>;

export type ConversationQuery = {
  limit: number;
  /** The last row of the page before. */
  before?: { at: string; id: string };
  owner?: ConversationRow['owner'];
  open?: boolean;
  assigned_to?: string;
  lead_id?: number;
  campaign_id?: string;
  unread?: boolean;
  conversion_status?: Outcome;
  q?: string;
  /** For whom `unread` is counted; left out: what nobody has read. */
  reader?: string;
};

export function createConversations(db: Db) {
  return {
    async find(id: string): Promise<ConversationRow | null> {
      const { data, error, status } = await db
        .from('sms_conversations')
        .select()
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('conversations.find', error, status);
      return data ? ConversationRow.parse(data) : null;
    },

    /** Before a place or a moment: the newest before it; after: the oldest after it; neither: the newest. */
    async page(
      id: string,
      range: {
        before_seq?: number;
        before_at?: string;
        after_seq?: number;
        after_at?: string;
        limit: number;
      },
    ): Promise<ConversationPage | null> {
      const args = { p_id: id, p: asJson(range) };
      return Page.nullable().parse(await callFunction(db, 'conversation_page', args));
    },

    /** Latest activity first. */
    async list(query: ConversationQuery): Promise<ListedConversation[]> {
      return z
        .array(Listed)
        .parse(await callFunction(db, 'list_conversations', { p: asJson(query) }));
    },

    /** What a person writes takes the conversation over in the same step. */
    async write(
      text: {
        conversation_id: string;
        message_id: string;
        client_message_id: string;
        body: string;
        /** Ids of uploads, in their order. */
        media?: readonly string[];
        actor: Actor;
      },
      now: Date,
    ) {
      const args = { p: asJson(text), p_now: now.toISOString() };
      return Written.parse(await callFunction(db, 'human_message', args));
    },

    /** Taking over is `human`, handing back `ai`; `paused` belongs to nobody. */
    async setOwner(id: string, to: 'human' | 'ai' | 'paused', actor: Actor | null, now: Date) {
      const args = { p_id: id, p_to: to, p_actor: asJson(actor), p_now: now.toISOString() };
      return Moved.parse(await callFunction(db, 'set_conversation_owner', args));
    },

    /** A person keeps the agent's answer back. */
    async holdReply(id: string, actor: Actor, now: Date) {
      const args = { p_id: id, p_actor: asJson(actor), p_now: now.toISOString() };
      return Held.parse(await callFunction(db, 'hold_reply', args));
    },

    async end(
      ending: {
        conversation_id: string;
        outcome?: Outcome;
        reason: string;
        evidence?: Record<string, unknown>;
        actor?: Actor;
      },
      now: Date,
    ) {
      const args = { p: asJson(ending), p_now: now.toISOString() };
      return Ended.parse(await callFunction(db, 'end_conversation', args));
    },

    /** How far this reader has read now; never less than before. Null: there is no such conversation. */
    async markRead(id: string, seq: number, reader: string, now: Date): Promise<number | null> {
      const args = { p_id: id, p_seq: seq, p_reader: reader, p_now: now.toISOString() };
      return ReadUpTo.parse(await callFunction(db, 'mark_conversation_read', args));
    },

    /** The lead's last words are unread again. Null: there is no such conversation. */
    async markUnread(id: string, reader: string, now: Date): Promise<number | null> {
      const args = { p_id: id, p_reader: reader, p_now: now.toISOString() };
      return ReadUpTo.parse(await callFunction(db, 'mark_conversation_unread', args));
    },

    async assign(id: string, userId: string | null, actor: Actor, now: Date) {
      const args = {
        p_id: id,
        p_user_id: userId as string,
        p_actor: asJson(actor),
        p_now: now.toISOString(),
      };
      return Assigned.parse(await callFunction(db, 'assign_conversation', args));
    },

    /** A person takes back that it was ended. */
    async reopen(id: string, actor: Actor, now: Date) {
      const args = { p_id: id, p_actor: asJson(actor), p_now: now.toISOString() };
      return Reopened.parse(await callFunction(db, 'reopen_conversation', args));
    },

    /** Open ones in which nobody has said anything for so many days and nothing is planned. */
    async idle(days: number, now: Date, limit: number): Promise<string[]> {
      const args = { p_days: days, p_now: now.toISOString(), p_limit: limit };
      return z.array(z.uuid()).parse(await callFunction(db, 'idle_conversations', args));
    },

    /** Ended ones with words of the lead that nobody has judged since. */
    async unanalysed(now: Date, limit: number): Promise<string[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(z.uuid()).parse(await callFunction(db, 'unanalysed_conversations', args));
    },
  };
}
