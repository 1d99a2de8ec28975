import { z } from 'zod';

/**
 * How a live call stands at this moment: who speaks, the words as they are spoken, what a tool does. It is
 * told at most four times a second for a call, the newest only, and kept in no table.
 */
export const CallSignal = z.object({
  call_id: z.uuid(),
  /** Who is heard now. `nobody`: the line is silent. */
  speaker: z.enum(['lead', 'agent', 'nobody']),
  /** ISO 8601: since when it is so. */
  since: z.string(),
  /** Of the turn that is not written yet, as far as it was heard or understood. Null: there is none. */
  words: z.object({ role: z.enum(['user', 'assistant']), text: z.string().max(400) }).nullable(),
  /** The tool that runs, or ran last. */
  tool: z.object({ name: z.string(), is_running: z.boolean() }).nullable(),
  /** From the lead's last word to the first audio of the last answer, in milliseconds. */
  reply_ms: z.number().int().nullable(),
  /** How often the lead spoke over the agent. */
  cut_ins: z.number().int(),
});
export type CallSignal = z.infer<typeof CallSignal>;

/** What a listener to the live log hears of it: no part of the log, and so without an id. */
export type CallSignalEvent = {
  topic: string;
  type: 'call_signal';
  at: string;
  payload: CallSignal;
};

export const callSignalEvent = (payload: CallSignal, at: Date): CallSignalEvent => ({
  topic: `call-signals:${payload.call_id}`,
  type: 'call_signal',
  at: at.toISOString(),
  payload,
});
