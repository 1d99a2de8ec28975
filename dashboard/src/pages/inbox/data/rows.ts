import type { components } from '../../../api/schema.d.ts';
import type { RowOf } from '../../../live/kinds.ts';

/** Rows of the inbox. What comes by the log has fewer columns than what is fetched. */
export type ReplyState = 'due' | 'writing' | 'held';
export type ConversationRow = RowOf<'conversation'> & {
  reply_due_at?: string | null;
  reply_state?: ReplyState | null;
};
export type MessageRow = RowOf<'message'>;
export type LeadRow = RowOf<'lead'>;
export type CallRow = RowOf<'call'>;
export type AnalysisRow = RowOf<'analysis'>;
export type EnrollmentRow = RowOf<'enrollment'>;
export type Consents = components['schemas']['ConsentEvidence'];
export type StoryEntry = components['schemas']['TimelineEntry'];

/** What an answer calls a text is what the log tells of it, with a few columns more. */
export const textRows = (texts: readonly components['schemas']['Message'][]): MessageRow[] =>
  texts as readonly unknown[] as MessageRow[];
