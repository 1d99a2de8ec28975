import { capital, quoted } from './state-words.ts';

/** Who gave a conversation to whom, and why. */
export type OwnershipFacts = {
  to_owner: string;
  actor_id: string | null;
  actor_name: string | null;
  reason: string;
};

/** "You took over at 10:16." Null: what says it better stands elsewhere in the thread. */
export function ownershipWords(
  { to_owner, actor_id, actor_name, reason }: OwnershipFacts,
  me: string,
  clock: string,
): string | null {
  const who = capital(actor_id === me ? 'you' : (actor_name ?? 'a person'));
  switch (reason) {
    case 'owner_human':
      return `${who} took over at ${clock}.`;
    case 'human_wrote':
      return `${who} wrote, and took over at ${clock}.`;
    case 'owner_ai':
      return `${who} handed back to the AI at ${clock}.`;
    case 'reply_held':
      return `${who} held the AI’s answer back at ${clock}.`;
    case 'reopened':
      return `${who} opened the conversation again at ${clock}.`;
    case 'lead_wrote':
      return `They wrote, and the conversation was opened again at ${clock}.`;
    case 'owner_paused':
      return `Paused at ${clock}: nobody answers until a person has looked.`;
    case 'closed_by_staff':
      return `${who} closed the conversation at ${clock}.`;
    case 'goal_reached':
      return `The goal was reached, and the conversation ended at ${clock}.`;
    case 'disqualified':
      return `Not a fit: the conversation ended at ${clock}.`;
    case 'silent':
      return `Nobody said anything for days: the conversation ended at ${clock}.`;
    // The hand-over and the opt-out stand there with their words.
    case 'handed_over':
    case 'opted_out':
      return null;
    default:
      return `${to_owner === 'human' ? 'To a person' : 'To the AI'} at ${clock}: ${quoted(reason)}.`;
  }
}
