import type { components } from '../../../api/schema.d.ts';
import type { RowOf } from '../../../live/kinds.ts';

/** Rows of the inbox, as the log tells of them. */
export type ConversationRow = RowOf<'conversation'>;
export type MessageRow = RowOf<'message'>;
export type LeadRow = RowOf<'lead'>;
export type CallRow = RowOf<'call'>;
export type AnalysisRow = RowOf<'analysis'>;
export type EnrollmentRow = RowOf<'enrollment'>;
export type NoteRow = RowOf<'note'>;
export type Policy = components['schemas']['LeadPolicy'];
export type Consents = components['schemas']['ConsentEvidence'];
export type StoryEntry = components['schemas']['TimelineEntry'];

/** What an answer calls a text is what the log tells of it, with a few columns more. */
export const textRows = (
  texts: readonly (Omit<MessageRow, 'cost_usd'> & { cost_usd: number | null })[],
): MessageRow[] => texts as readonly unknown[] as MessageRow[];
