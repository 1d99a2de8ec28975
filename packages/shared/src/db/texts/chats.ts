import { z } from 'zod';
import { asJson, callForRow, callFunction, type Db } from '../client.ts';
import type { InboundText } from './inbound-texts.ts';

export type Chats = ReturnType<typeof createChats>;

/** A chat that another agent leads: it answers by itself and tells us afterwards. */
export type ToldChat = {
  provider: string;
  chat_id: string;
  from: string;
  to: string;
  country?: string;
  name?: string;
  messages: ({ message_id: string; provider_sid: string; body: string } & (
    | { role: 'agent' }
    | ({ role: 'user' } & Pick<InboundText, 'opt_out' | 'notice'>)
  ))[];
};

const Recorded = z.object({
  recorded: z.number().int(),
  conversation_id: z.uuid().nullable(),
  lead_id: z.number().int().nullable(),
});

export function createChats(db: Db) {
  return {
    /** Which of these names of messages nobody has told us yet. */
    async unknown(names: string[]): Promise<Set<string>> {
      if (names.length === 0) return new Set();
      const found = await callFunction(db, 'unknown_texts', { p_sids: names });
      return new Set(z.array(z.string()).parse(found));
    },

    /** Told as a whole each time; what is known already is left as it is. */
    async record(chat: ToldChat, now: Date) {
      const args = { p: asJson(chat), p_now: now.toISOString() };
      return Recorded.parse(await callForRow(db, 'record_chat', args));
    },
  };
}
