import { Fault, Skeleton } from '../../../ui/panels.tsx';
import { useThread } from '../data/use-thread.ts';
import type { InboxSearch } from '../inbox-search.ts';
import { useConversation } from '../use-conversation.ts';
import { OpenThread } from './open-thread.tsx';

type Props = { id: string; search: InboxSearch; at: number | null };

/** One conversation, once it is there. */
export function Thread({ id, search, at }: Props) {
  const view = useConversation(id, true);
  const fetched = useThread(id);
  if (fetched.isError && !fetched.thread) {
    return (
      <section className="thread" aria-label="Conversation">
        <Fault
          what="The conversation could not be loaded"
          error={fetched.error}
          onRetry={() => void fetched.refetch()}
        />
      </section>
    );
  }
  if (!view || !fetched.thread) {
    return (
      <section className="thread" aria-label="Conversation" aria-busy="true">
        <Skeleton lines={6} />
      </section>
    );
  }
  return <OpenThread view={view} thread={fetched.thread} {...{ fetched, search, at }} />;
}
