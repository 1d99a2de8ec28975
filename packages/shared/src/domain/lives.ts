import { CALL_MOVES } from './calls/call.ts';
import { CAMPAIGN_MOVES } from './campaigns/campaign-status.ts';
import { ENROLLMENT_MOVES } from './campaigns/enrollment-status.ts';
import type { Moves } from './moves.ts';
import { MESSAGE_MOVES } from './texts/message-status.ts';
import { OWNER_MOVES } from './texts/owner.ts';

/**
 * The allowed moves of everything that has a status in the database. `npm run migration` writes
 * them there (private.moves), where a trigger refuses any other move.
 */
export const LIVES: Record<string, Moves<string>> = {
  call: CALL_MOVES,
  text: MESSAGE_MOVES,
  conversation: OWNER_MOVES,
  enrollment: ENROLLMENT_MOVES,
  campaign: CAMPAIGN_MOVES,
};
