import { z } from 'zod';

/** What really rang, as the simulator's witness tells it. */
export const Ledger = z.object({
  calls: z.array(
    z.object({
      sid: z.string(),
      to: z.string(),
      status: z.string(),
      answered: z.boolean(),
      direction: z.string(),
      parent_sid: z.string().nullable(),
      story: z.string(),
      damaged: z.number(),
      heard: z.array(z.object({ who: z.enum(['lead', 'agent']), text: z.string() })),
    }),
  ),
});
export type LedgerCall = z.infer<typeof Ledger>['calls'][number];

/** The carrier's last words and ours. */
export const SAME_END: Record<string, string> = {
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'canceled',
};

export type Turn = { role: string; content: string };

/** A witness's account of a conversation, in the words of our transcripts. */
export const asTurns = (heard: LedgerCall['heard']): Turn[] =>
  heard.map(({ who, text }) => ({ role: who === 'lead' ? 'user' : 'assistant', content: text }));
