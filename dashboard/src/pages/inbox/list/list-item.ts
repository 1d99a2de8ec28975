/** One row of the inbox as the server listed it; how it stands now is read from the rows of the page. */
export type ListItem = {
  key: string;
  kind: 'conversation' | 'call' | 'analysis';
  id: string;
  leadId: number | null;
  waitsSince: string | null;
  reason: string | null;
  unread: number;
  callId?: string | null;
  conversationId?: string | null;
  /** What was said last in a call. */
  words?: string | null;
};
