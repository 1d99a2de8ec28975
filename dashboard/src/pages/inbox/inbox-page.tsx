import './inbox.css';
import { useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useCounts } from '../../shell/counts.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { useFreshJudgements } from './data/use-list.ts';
import { DeskContext, useNewDesk } from './desk.ts';
import { NothingOpen } from './first-steps.tsx';
import { type InboxView, readInboxSearch } from './inbox-search.ts';
import { ConversationList } from './list/conversation-list.tsx';
import { Thread } from './thread/thread.tsx';

/** Who needs me now: the list, one conversation, and what is known of the lead. */
export function InboxPage() {
  const desk = useNewDesk();
  const { conversationId: open = null } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const view = useView(readInboxSearch(search).view);
  useFreshJudgements();
  const focusThread = () => document.querySelector<HTMLElement>('.log')?.focus();
  useKeys([
    { keys: 'o', name: 'Open, focus the thread', group: 'inbox', run: focusThread },
    { keys: 'enter', name: 'Open, focus the thread', group: 'inbox', run: pressOrFocus },
  ]);
  function pressOrFocus(): void {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused.matches('a, button')) focused.click();
    else focusThread();
  }
  const { at, ...asked } = readInboxSearch(search);
  const here = { ...asked, view };
  return (
    <DeskContext value={desk}>
      {!open && <PageTitle title="Inbox" />}
      <h1 className="sr">Inbox</h1>
      <div className={open ? 'inbox at-thread' : 'inbox at-list'}>
        <ConversationList view={view} search={here} open={open} />
        {open ? (
          <Thread key={open} id={open} search={here} at={at ?? null} />
        ) : (
          <NothingOpen isEmpty={false} />
        )}
      </div>
    </DeskContext>
  );
}

/** One lands where somebody waits, else at all that is open; and stays there. */
function useView(asked: InboxView | undefined): InboxView {
  const { needs } = useCounts();
  const isCounted = useQueryClient().getQueryData(['counts']) !== undefined;
  const landed = useRef<InboxView | null>(null);
  if (isCounted) landed.current ??= needs > 0 ? 'needs' : 'open';
  return asked ?? landed.current ?? 'open';
}
