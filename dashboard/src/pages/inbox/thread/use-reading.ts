import { useNavigate } from '@tanstack/react-router';
import { toasts } from '../../../ui/toast/toasts.ts';
import { setRead, useIsUnread } from '../data/reads.ts';
import type { ConversationRow } from '../data/rows.ts';
import { useDesk } from '../desk.ts';
import type { InboxSearch } from '../inbox-search.ts';

/** What I have read of a conversation, and what is to be unread again. */
export function useReading(conversation: ConversationRow, search: InboxSearch) {
  const { acts } = useDesk();
  const navigate = useNavigate();
  const isUnread = useIsUnread(conversation);
  const { id } = conversation;
  return {
    isUnread,
    markRead(seq: number): void {
      setRead(id, seq);
      // Not taken, it is unread again in another browser: nobody needs to be told of that.
      void acts.read(id, seq).catch(() => undefined);
    },
    /** Left at once: in sight it would be read again. */
    markUnread(): void {
      void acts.unread(id).then(
        (seq) => {
          setRead(id, seq);
          void navigate({ to: '/inbox', search });
        },
        (error: Error) => toasts.show(`Not marked as unread: ${error.message}`),
      );
    },
  };
}
