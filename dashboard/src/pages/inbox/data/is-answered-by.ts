type Facts = {
  owner: string;
  awaits_human: boolean;
  assigned_to: string | null;
  ended_at: string | null;
};

/** Whether somebody has taken a conversation over. One that is only assigned still waits for them. */
export const isAnsweredBy = (user: string, conversation: Facts): boolean =>
  conversation.owner === 'human' &&
  !conversation.awaits_human &&
  conversation.assigned_to === user &&
  conversation.ended_at === null;
