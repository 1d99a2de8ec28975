import type { Excerpt } from '@ringback/shared/domain/search/excerpt.ts';
import type { InboxSearch } from '../inbox-search.ts';

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
  /** Where the searched words were said; null in a row that was found by its person, or without a search. */
  said?: { seq: number; said_by: string; at: string; excerpt: Excerpt } | null;
};

/** The address of a row that was found by its words opens it there. */
export const atQuote = (search: InboxSearch, { said }: ListItem): InboxSearch =>
  said ? { ...search, at: said.seq } : search;
