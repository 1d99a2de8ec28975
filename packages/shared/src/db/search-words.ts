import { z } from 'zod';
import { callFunction, type Db } from './client.ts';

/** A text or turn with the words that were searched. */
export const SaidWords = z.object({
  kind: z.enum(['text', 'call']),
  conversation_id: z.uuid().nullable(),
  call_id: z.uuid().nullable(),
  lead_id: z.number().int(),
  lead_name: z.string().nullable(),
  lead_phone: z.string(),
  /** Of the text in its conversation, or of the turn in its call. */
  seq: z.number().int(),
  said_by: z.string(),
  words: z.string(),
  at: z.string(),
});
export type SaidWords = z.infer<typeof SaidWords>;
export type SearchWords = ReturnType<typeof createSearchWords>;

/** The newest texts and turns that have all of these words, the last one as a beginning. */
export const createSearchWords =
  (db: Db) =>
  async (q: string, limit: number): Promise<SaidWords[]> =>
    z.array(SaidWords).parse(await callFunction(db, 'search_words', { p_q: q, p_limit: limit }));
