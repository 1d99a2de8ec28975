import type { ContactKind } from '../policy/contact-input.ts';

export const MESSAGE_KINDS = ['inbound', 'campaign', 'single', 'reply', 'human', 'notice'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Whether somebody waits for a text: it is none of a campaign, and none that was ordered. SQL: `is_answer`. */
export function isAnswerKind(kind: MessageKind): boolean {
  return kind !== 'campaign' && kind !== 'single';
}

/**
 * What a text is for the policy. A person who writes to a lead that never wrote gives no answer: the
 * text needs consent like any other.
 */
export function contactKindOf(kind: MessageKind, hasWritten: boolean): ContactKind {
  if (kind === 'campaign' || kind === 'single' || kind === 'notice') return kind;
  return hasWritten ? 'reply' : 'single';
}
