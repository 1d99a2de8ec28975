import { useState } from 'react';
import { noContactWords } from '../../../lead/no-contact.ts';
import { useConsents } from '../../../lead/use-lead.ts';
import { useLiveState } from '../../../live/use-live.ts';
import { PageTitle } from '../../../shell/page-title.tsx';
import { nameOf, readablePhone } from '../../../ui/person.ts';
import { Composer } from '../composer/composer.tsx';
import { useMayAct } from '../data/use-may-act.ts';
import type { Thread, useThread } from '../data/use-thread.ts';
import type { HeadDialog } from '../head/head-dialog.ts';
import { ThreadHead } from '../head/thread-head.tsx';
import { useConversationActs } from '../head/use-conversation-acts.ts';
import type { InboxSearch } from '../inbox-search.ts';
import { NextBar } from '../next/next-bar.tsx';
import { Rail } from '../rail/rail.tsx';
import type { ConversationView } from '../use-conversation.ts';
import { Announcer } from './announcer.tsx';
import { Foot } from './foot.tsx';
import { isClosedTo } from './is-closed-to.ts';
import { Log } from './log.tsx';
import { LogLine } from './log-line.tsx';
import { nextLineOf } from './next-line-of.ts';
import { useEnrollment } from './use-enrollment.ts';
import { useItems } from './use-items.ts';
import { useReading } from './use-reading.ts';
import { useTarget } from './use-target.ts';
import { useThreadKeys } from './use-thread-keys.ts';
import { useWhy } from './use-why.ts';

type Props = {
  view: ConversationView;
  thread: Thread;
  fetched: ReturnType<typeof useThread>;
  search: InboxSearch;
  /** The `seq` of the text to show, where a search found one. */
  at: number | null;
};

/** A conversation: its head, what was said, what happens next, where one writes, and the lead. */
export function OpenThread({ view, thread, fetched, search, at }: Props) {
  const { conversation, lead } = view;
  const mayAct = useMayAct();
  const isOffline = useLiveState().connection.is === 'waiting';
  const acts = useConversationActs(view);
  const [dialog, setDialog] = useState<HeadDialog | null>(null);
  const [isRailOpen, setRailOpen] = useState(false);
  const { texts, items } = useItems(view, thread);
  const target = useTarget(at, items, thread, fetched);
  const enrollment = useEnrollment(conversation.lead_id, thread.enrollmentId);
  const { data: consents } = useConsents(conversation.lead_id);
  const reading = useReading(conversation, search);
  const isClosed = isClosedTo(conversation, lead, consents ?? null);
  const noCall = noContactWords('call', consents ?? null);
  useThreadKeys({
    view,
    acts,
    isOffline,
    mayCall: noCall === null,
    onAssign: () => setDialog('assign'),
    onUnread: reading.markUnread,
    onRail: () => setRailOpen(!isRailOpen),
    onEscape: () => setRailOpen(false),
    onWhy: useWhy(conversation.lead_id, consents ?? null),
  });

  const retries = new Map(texts.flatMap((text) => (text.retry_of ? [[text.retry_of, text]] : [])));
  const lastSeq = texts.reduce((seq, text) => Math.max(seq, text.seq ?? 0), 0);
  const name = lead ? nameOf(lead) : readablePhone(conversation.lead_phone);
  return (
    <>
      <section className="thread" aria-label={`Conversation with ${name}`}>
        <PageTitle title={`${name} · Inbox`} />
        <ThreadHead
          {...{ view, acts, search, isOffline, noCall, dialog }}
          onDialog={setDialog}
          onRail={() => setRailOpen(true)}
          onUnread={reading.markUnread}
        />
        <Log
          conversationId={conversation.id}
          items={items}
          target={target}
          hasOlder={thread.range.older !== null}
          isLoadingOlder={fetched.isLoadingOlder}
          onOlder={fetched.loadOlder}
          foot={<Foot view={view} />}
        >
          {(item) => (
            <LogLine
              item={item}
              view={view}
              retry={item.kind === 'text' ? (retries.get(item.text.message_id) ?? null) : null}
              onSeen={reading.isUnread && mayAct ? reading.markRead : null}
            />
          )}
        </Log>
        <Announcer texts={texts} name={name} />
        <NextBar
          line={nextLineOf(view, texts, enrollment, isClosed)}
          onDialog={setDialog}
          {...{ enrollment, acts, isOffline }}
        />
        {mayAct && <Composer {...{ view, isClosed, isOffline, lastSeq }} />}
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
