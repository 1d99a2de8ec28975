import type { Moves } from '../moves.ts';

export const OWNERS = ['ai', 'human', 'paused', 'closed'] as const;

/** Who may speak in a conversation. `paused`: nobody by itself, until a person has looked. */
export type Owner = (typeof OWNERS)[number];

/**
 * Who may have a conversation next. The agent gives it away to people only, and a person who pauses it
 * has it first. A late reply opens a closed one for the agent again, a person's text for that person.
 */
export const OWNER_MOVES: Moves<Owner> = {
  ai: ['human', 'closed'],
  human: ['ai', 'paused', 'closed'],
  paused: ['ai', 'human', 'closed'],
  closed: ['ai', 'human'],
};
