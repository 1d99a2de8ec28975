import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toasts } from '../../../ui/toast/toasts.ts';
import { sameItems, useFromStore, useLiveState } from '../../../live/use-live.ts';
import { PageTitle } from '../../../shell/page-title.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { Fault, Skeleton } from '../../../ui/panels.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { Composer } from '../composer/composer.tsx';
import { setRead, useIsUnread } from '../data/reads.ts';
import type { EnrollmentRow } from '../data/rows.ts';
import { useConsents } from '../data/use-lead.ts';
import { useMayAct } from '../data/use-may-act.ts';
import { type Thread as Fetched, useThread } from '../data/use-thread.ts';
import { useDesk } from '../desk.ts';
import type { HeadDialog } from '../head/head-dialog.ts';
import { noCallWords } from '../head/no-call.ts';
import { ThreadHead } from '../head/thread-head.tsx';
import { useConversationActs } from '../head/use-conversation-acts.ts';
import type { InboxSearch } from '../inbox-search.ts';
import { NextBar } from '../next/next-bar.tsx';
import { nextLine } from '../next/next-line.ts';
import { Rail } from '../rail/rail.tsx';
import { type ConversationView, useConversation } from '../use-conversation.ts';
import { Announcer } from './announcer.tsx';
import { EntryLine } from './entry-line.tsx';
import { Foot } from './foot.tsx';
import { Log } from './log.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import { TextBubble } from './text-bubble.tsx';
import { useItems } from './use-items.ts';

type Props = { id: string; search: InboxSearch };

/** One conversation: its head, what was said, what happens next, and where one writes. */
export function Thread({ id, search }: Props) {
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
  return <Open view={view} thread={fetched.thread} fetched={fetched} search={search} />;
}

type OpenProps = {
  view: ConversationView;
  thread: Fetched;
  fetched: ReturnType<typeof useThread>;
  search: InboxSearch;
};

function Open({ view, thread, fetched, search }: OpenProps) {
  const { conversation, lead, context, whenThere, reply } = view;
  const { acts: server } = useDesk();
  const mayAct = useMayAct();
  const navigate = useNavigate();
  const isOffline = useLiveState().connection.is === 'waiting';
  const acts = useConversationActs(view);
  const [dialog, setDialog] = useState<HeadDialog | null>(null);
  const [isRailOpen, setRailOpen] = useState(false);
  const { texts, items } = useItems(view, thread);
  const enrollment = useEnrollment(conversation.lead_id, thread.enrollmentId);
  const { data: consents } = useConsents(conversation.lead_id);
  const isUnread = useIsUnread(conversation);

  const isClosed =
    conversation.end_reason === 'opted_out' ||
    lead?.lead_status === 'do_not_contact' ||
    (consents?.suppressions.some(
      ({ lifted_at, scope }) => lifted_at === null && scope !== 'voice',
    ) ??
      false);
  const noCall = noCallWords(consents ?? null);
  const planned = texts
    .filter(
      ({ seq, delivery_status: status }) => seq === null && ['pending', 'held'].includes(status),
    )
    .sort((a, b) => ((a.send_at ?? '') < (b.send_at ?? '') ? -1 : 1));
  const line = nextLine({
    owner: conversation.owner,
    awaits_human: conversation.awaits_human,
    isEnded: conversation.ended_at !== null,
    isClosed,
    whose: whoseOf(view),
    reply,
    enrollment,
    planned,
    whenThere,
  });
  const retries = new Map(texts.flatMap((text) => (text.retry_of ? [[text.retry_of, text]] : [])));
  const lastSeq = texts.reduce((seq, text) => Math.max(seq, text.seq ?? 0), 0);

  async function markRead(seq: number): Promise<void> {
    setRead(conversation.id, seq);
    await server.read(conversation.id, seq).catch(() => undefined);
  }
  /** Left at once: in sight it would be read again. */
  function markUnread(): void {
    void server.unread(conversation.id).then(
      (seq) => {
        setRead(conversation.id, seq);
        void navigate({ to: '/inbox', search });
      },
      (error: Error) => toasts.show(`Not marked as unread: ${error.message}`),
    );
  }
  const openDialog = (next: HeadDialog | null) => setDialog(next);

  const isEnded = conversation.ended_at !== null;
  const isMine =
    conversation.owner === 'human' && conversation.assigned_to === context.me && !isEnded;
  useKeys([
    ...(mayAct && !isMine && !isEnded && !isOffline
      ? [{ keys: 't', name: 'Take over', group: 'inbox', run: acts.takeOver }]
      : []),
    ...(mayAct && isMine && !isOffline
      ? [{ keys: 'b', name: 'Hand back', group: 'inbox', run: acts.handBack }]
      : []),
    ...(mayAct && !isEnded
      ? [{ keys: 'e', name: 'Close', group: 'inbox', run: () => acts.close() }]
      : []),
    ...(mayAct
      ? [
          { keys: 'a', name: 'Assign', group: 'inbox', run: () => setDialog('assign') },
          { keys: 'u', name: 'Unread', group: 'inbox', run: markUnread },
        ]
      : []),
    ...(mayAct && noCall === null && !isOffline
      ? [{ keys: 'c', name: 'Call this lead', group: 'everywhere', run: acts.call }]
      : []),
    { keys: 'i', name: 'The rail', group: 'everywhere', run: () => setRailOpen(!isRailOpen) },
    { keys: 'esc', name: 'Close', group: 'everywhere', run: () => setRailOpen(false) },
  ]);

  const name = lead ? nameOf(lead) : readablePhone(conversation.lead_phone);
  const taker = takerWords(view);
  return (
    <>
      <section className="thread" aria-label={`Conversation with ${name}`}>
        <PageTitle title={`${name} · Inbox`} />
        <ThreadHead
          view={view}
          acts={acts}
          search={search}
          isOffline={isOffline}
          noCall={noCall}
          dialog={dialog}
          onDialog={openDialog}
          onRail={() => setRailOpen(true)}
          onUnread={markUnread}
        />
        <Log
          conversationId={conversation.id}
          items={items}
          hasOlder={thread.range.older !== null}
          isLoadingOlder={fetched.isLoadingOlder}
          onOlder={fetched.loadOlder}
          foot={<Foot view={view} />}
        >
          {(item) => {
            if (item.kind === 'outgoing') return <OutgoingBubble outgoing={item.outgoing} />;
            if (item.kind === 'entry') return <EntryLine entry={item.entry} />;
            if (item.kind === 'day') return <i />;
            const { text } = item;
            const asks = isUnread && mayAct && text.seq === conversation.last_inbound_seq;
            return (
              <TextBubble
                text={text}
                whenThere={whenThere}
                taker={taker}
                retry={retries.get(text.message_id) ?? null}
                onSeen={asks ? () => void markRead(text.seq ?? 0) : null}
              />
            );
          }}
        </Log>
        <Announcer texts={texts} name={name} />
        <NextBar
          line={line}
          enrollment={enrollment}
          acts={acts}
          isOffline={isOffline}
          onDialog={openDialog}
        />
        {mayAct && (
          <Composer view={view} isClosed={isClosed} isOffline={isOffline} lastSeq={lastSeq} />
        )}
      </section>
      <Rail
        view={view}
        enrollment={enrollment}
        steps={thread.steps}
        isOpen={isRailOpen}
        onClose={() => setRailOpen(false)}
        onAssign={mayAct ? () => setDialog('assign') : null}
      />
    </>
  );
}

/** The campaign the lead is in, or was in last. */
function useEnrollment(leadId: number | null, fetchedId: number | null): EnrollmentRow | null {
  const [newest] = useFromStore(
    ['enrollment'],
    (store) =>
      store
        .all('enrollment')
        .filter(({ id, lead_id }) => id === fetchedId || (leadId !== null && lead_id === leadId))
        .sort((a, b) => rankOf(b) - rankOf(a))
        .slice(0, 1),
    sameItems<EnrollmentRow>,
  );
  return newest ?? null;
}
const rankOf = ({ id, status }: EnrollmentRow): number =>
  id + (['active', 'paused'].includes(status) ? 1e12 : 0);

function whoseOf({ conversation, context }: ConversationView): string {
  if (conversation.assigned_to === null) return 'nobody';
  if (conversation.assigned_to === context.me) return 'mine';
  return context.nameOf(conversation.assigned_to);
}

/** Who took over, for the drafts that were kept back for it. */
function takerWords({ conversation, context }: ConversationView): string | null {
  const { assigned_to: who } = conversation;
  if (who === null) return null;
  return who === context.me ? 'you took over' : `${context.nameOf(who)} took over`;
}
