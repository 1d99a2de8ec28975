import { z } from 'zod';
import { callFunction, type Db } from './client.ts';

const Facts = z.object({
  agent_ms: z.number().nullable(),
  lead_ms: z.number().nullable(),
  agent_words: z.number(),
  lead_words: z.number(),
});
export type HeardFacts = z.infer<typeof Facts>;

/** What was heard on a call, and whether calls would be answered at all just now. */
export function createCallSound(db: Db) {
  return {
    /** What is known by now of the sound on a call; null: there is no such call. */
    async heardOn(id: string): Promise<HeardFacts | null> {
      return Facts.nullable().parse(await callFunction(db, 'heard_on_call', { p_id: id }));
    },
  };
}
