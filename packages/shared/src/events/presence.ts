import { z } from 'zod';

export const PRESENCE_STATES = ['here', 'typing', 'gone'] as const;

/** That somebody of the team looks at a conversation, or writes in it. Kept for seconds, and in no table. */
export const Presence = z.object({
  conversation_id: z.uuid(),
  user_id: z.uuid(),
  name: z.string(),
  state: z.enum(PRESENCE_STATES),
});
export type Presence = z.infer<typeof Presence>;

/** What a listener to the live log hears of it: no part of the log, and so without an id. */
export type PresenceEvent = { topic: string; type: 'presence'; at: string; payload: Presence };

export const presenceEvent = (payload: Presence, at: Date): PresenceEvent => ({
  topic: `presence:${payload.conversation_id}`,
  type: 'presence',
  at: at.toISOString(),
  payload,
});
