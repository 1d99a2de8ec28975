import { z } from 'zod';
import type { OptOutScope } from '../../domain/opt-out/scope.ts';
import type { SaidKind } from '../../domain/texts/own-words.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { refuseOwnNumber } from '../own-number.ts';
import { LeadRow } from '../rows.ts';
import { ConversationRow, MessageRow } from '../text-rows.ts';

export type InboundTexts = ReturnType<typeof createInboundTexts>;

export type InboundText = {
  /** The id of the row, should the text be new. */
  message_id: string;
  provider: string;
  provider_sid: string;
  /** Reported under this name less than two minutes ago, it is the same text. */
  same_as?: string;
  from: string;
  to: string;
  /** The pool of own numbers through which it came. */
  service?: string;
  body: string;
  media?: { url: string; type?: string }[];
  country?: string;
  name?: string;
  source_message_id?: string;
  /** When the lead wrote it, for a text that was found in the carrier's list. */
  written_at?: string;
  /** When its webhook reached us: its place among the texts of this number. */
  arrived_at?: string;
  /** How long the answer waits for further texts, and how long at most. */
  debounce_seconds: number;
  cap_seconds: number;
  /** What the rules are sure of; `none` is left to a judge. */
  opt_out: {
    kind: 'opt_out' | 'opt_in' | 'help' | 'none';
    rule?: string;
    words?: string;
    /** What it is if not the lead's words; such a text is no answer. */
    said?: SaidKind;
    scope?: OptOutScope;
    /** The lead asks for calls in place of texts: one is planned in the same step. */
    wants_call?: boolean;
  };
  /** The answer to an opt-out, an opt-in or HELP, if it is ours to send. */
  notice?: { message_id: string; body: string };
};

export const Arrived = z.object({
  result: z.enum(['recorded', 'repeated']),
  message: MessageRow,
  conversation: ConversationRow,
  lead: LeadRow.nullable(),
  created_lead: z.boolean(),
  reopened: z.boolean(),
  /** How many enrollments are paused because of it. */
  paused: z.number().int(),
  notice_id: z.uuid().nullish(),
  suppressed: z.boolean(),
});
export type ArrivedText = z.infer<typeof Arrived>;

const OptedOut = z.object({
  suppression_id: z.number().int(),
  is_new: z.boolean(),
  canceled_calls: z.number().int(),
  canceled_texts: z.number().int(),
  notice_id: z.uuid().nullable(),
});

const Known = z.object({ conversation: ConversationRow, lead: LeadRow.nullable() });

export function createInboundTexts(db: Db) {
  return {
    /** Stores it with every consequence; the same text reported again is the same row. */
    async receive(text: InboundText, now: Date): Promise<ArrivedText> {
      const args = { p: asJson(text), p_now: now.toISOString() };
      const arrived = await callFunction(db, 'receive_message', args);
      refuseOwnNumber(arrived);
      return Arrived.parse(arrived);
    },

    /** An opt-out that a model or a person found later. Null: there is no such conversation. */
    async optOut(
      found: {
        conversation_id: string;
        message_id?: string;
        scope?: OptOutScope;
        source?: string;
        words: string;
        wants_call?: boolean;
        confirmation?: { message_id: string; body: string };
      },
      now: Date,
    ) {
      const args = { p: asJson(found), p_now: now.toISOString() };
      return OptedOut.nullable().parse(await callFunction(db, 'record_opt_out', args));
    },

    /** Finds a number by the conversation that it is in, or was in last. */
    async whoIs(phone: string, ourNumber?: string) {
      const args = { p_phone: phone, p_our_number: (ourNumber ?? null) as string };
      return Known.nullable().parse(await callFunction(db, 'conversation_by_phone', args));
    },
  };
}
