import type { MessageRow } from '../data/rows.ts';
import type { ConversationView } from '../use-conversation.ts';
import { EntryLine } from './entry-line.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import { TextBubble } from './text-bubble.tsx';
import type { LogItem } from './use-items.ts';

type Props = {
  item: LogItem;
  view: ConversationView;
  retry: MessageRow | null;
  /** Asked for by the lead's last text alone. */
  onSeen: ((seq: number) => void) | null;
};

/** One line of the log, of whichever kind. */
export function LogLine({ item, view, retry, onSeen }: Props) {
  if (item.kind === 'outgoing') return <OutgoingBubble outgoing={item.outgoing} />;
  if (item.kind === 'entry') return <EntryLine entry={item.entry} />;
  if (item.kind === 'day') return null;
  const { text } = item;
  const isLast = text.seq === view.conversation.last_inbound_seq;
  return (
    <TextBubble
      text={text}
      whenThere={view.whenThere}
      taker={takerWords(view)}
      retry={retry}
      onSeen={onSeen && isLast ? () => onSeen(text.seq ?? 0) : null}
    />
  );
}

/** Who took over, for the drafts that were kept back for it. */
function takerWords({ conversation, context }: ConversationView): string | null {
  const { assigned_to: who } = conversation;
  // Assigned to somebody who has not taken it yet.
  if (who === null || conversation.awaits_human) return null;
  return who === context.me ? 'you took over' : `${context.nameOf(who)} took over`;
}
