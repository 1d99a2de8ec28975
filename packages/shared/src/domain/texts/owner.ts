export const OWNERS = ['ai', 'human', 'paused', 'closed'] as const;

/** Who may speak in a conversation. `paused`: nobody by itself, until a person has looked. */
export type Owner = (typeof OWNERS)[number];

export const OWNER_EVENTS = [
  'lead_replied',
  'human_sent',
  'take_over',
  'hand_back',
  'escalated',
  'held',
  'opted_out',
  'closed',
  'reopened',
] as const;

/**
 * `escalated`: the AI hands over to people. `held`: nobody is sure what the lead meant.
 * `reopened`: a text arrived late, from somebody who did not opt out.
 */
export type OwnerEvent = (typeof OWNER_EVENTS)[number];

/** Who owns the conversation after an event. What is not listed changes nothing. */
const NEXT = {
  ai: {
    human_sent: 'human',
    take_over: 'human',
    escalated: 'human',
    held: 'paused',
    opted_out: 'closed',
    closed: 'closed',
  },
  human: { hand_back: 'ai', opted_out: 'closed', closed: 'closed' },
  paused: {
    human_sent: 'human',
    take_over: 'human',
    hand_back: 'ai',
    opted_out: 'closed',
    closed: 'closed',
  },
  closed: { human_sent: 'human', take_over: 'human', reopened: 'ai' },
} as const satisfies Record<Owner, Partial<Record<OwnerEvent, Owner>>>;

/** What an event asks for besides the change of owner. */
export type OwnerEffects = {
  /** AI drafts in flight become suppressed drafts. */
  discardDrafts: boolean;
  /** Campaigns stop speaking to this lead for now. */
  pauseEnrollments: boolean;
  /** The AI is to answer, after the debounce. */
  answer: boolean;
};

export type Ownership = { owner: Owner; effects: OwnerEffects };

/** The owner after an event, and what is to be done in the same step. */
export function afterEvent(owner: Owner, event: OwnerEvent): Ownership {
  const moves: Partial<Record<OwnerEvent, Owner>> = NEXT[owner];
  const next = moves[event] ?? owner;
  const fromLead = event === 'lead_replied' || event === 'reopened';
  return {
    owner: next,
    effects: {
      // A newer text of the lead makes a draft stale, whoever owns the conversation.
      discardDrafts: fromLead || next !== 'ai',
      pauseEnrollments: fromLead || next !== owner,
      answer: next === 'ai' && (fromLead || event === 'hand_back'),
    },
  };
}

/** The owners from which an event leads to another one. The database guards its update with this list. */
export function ownersMovedBy(event: OwnerEvent): Owner[] {
  return OWNERS.filter((owner) => afterEvent(owner, event).owner !== owner);
}

export function aiMaySpeak(owner: Owner): boolean {
  return owner === 'ai';
}
