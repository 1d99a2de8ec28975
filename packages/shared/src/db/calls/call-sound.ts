import { z } from 'zod';

export const HeardFacts = z.object({
  agent_ms: z.number().nullable(),
  lead_ms: z.number().nullable(),
  agent_words: z.number(),
  lead_words: z.number(),
});
export type HeardFacts = z.infer<typeof HeardFacts>;
