import type { Moves } from '../moves.ts';

export const OWNERS = ['ai', 'human', 'paused', 'closed'] as const;

/** Who may write in a conversation. `paused`: nobody, until a person has looked. */
export type Owner = (typeof OWNERS)[number];

/**
 * Who may own a conversation next. The agent hands it to people only; a person who pauses it owned
 * it before. A late reply reopens a closed one for the agent, a person's text for that person.
 */
export const OWNER_MOVES: Moves<Owner> = {
  ai: ['human', 'closed'],
  human: ['ai', 'paused', 'closed'],
  paused: ['ai', 'human', 'closed'],
  closed: ['ai', 'human'],
};
