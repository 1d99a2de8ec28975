import type { EnrollmentRow, MessageRow } from '../data/rows.ts';
import { type NextLine, nextLine } from '../next/next-line.ts';
import type { ConversationView } from '../use-conversation.ts';

const WAITS = ['pending', 'held'];

/** What happens to this lead next, from the rows of the page. */
export function nextLineOf(
  { conversation, context, reply, whenThere }: ConversationView,
  texts: readonly MessageRow[],
  enrollment: EnrollmentRow | null,
  isClosed: boolean,
): NextLine {
  const { assigned_to: who } = conversation;
  return nextLine({
    owner: conversation.owner,
    awaits_human: conversation.awaits_human,
    isEnded: conversation.ended_at !== null,
    isClosed,
    whose: who === null ? 'nobody' : who === context.me ? 'mine' : context.nameOf(who),
    reply,
    enrollment,
    planned: texts
      .filter(({ seq, delivery_status: status }) => seq === null && WAITS.includes(status))
      .sort((a, b) => ((a.send_at ?? '') < (b.send_at ?? '') ? -1 : 1)),
    whenThere,
  });
}
