import type { Consents, ConversationRow, LeadRow } from '../data/rows.ts';

/** Whether the number may not be texted any more, whoever wants to. */
export function isClosedTo(
  { end_reason }: ConversationRow,
  lead: LeadRow | null,
  consents: Consents | null,
): boolean {
  if (end_reason === 'opted_out') return true;
  if (!consents) return lead?.lead_status === 'do_not_contact';
  return consents.suppressions.some(
    ({ lifted_at, scope }) => lifted_at === null && scope !== 'voice',
  );
}
