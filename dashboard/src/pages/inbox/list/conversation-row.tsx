import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useFromStore } from '../../../live/use-live.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Marked } from '../../../ui/marked.tsx';
import { nameOf as nameOfLead, readablePhone } from '../../../ui/person.ts';
import { Moment } from '../../../ui/time/moment.tsx';
import { type ConversationFacts, conversationWords } from '../../../words/conversation-words.ts';
import type { StateWords } from '../../../words/state-words.ts';
import { faultOf } from '../../../words/text-faults.ts';
import { authorWords, textWords } from '../../../words/text-words.ts';
import { waitWords } from '../../../words/waits.ts';
import { useIsUnread } from '../data/reads.ts';
import type { MessageRow } from '../data/rows.ts';
import { useDraft } from '../desk.ts';
import type { InboxSearch } from '../inbox-search.ts';
import { countWords } from '../pictures/media-words.ts';
import { useTypist } from '../presence/use-typist.ts';
import { type ConversationView, useConversation } from '../use-conversation.ts';
import { atQuote, type ListItem } from './list-item.ts';

type Props = {
  item: ListItem;
  search: InboxSearch;
  isOpen: boolean;
  isTabStop: boolean;
};

/** One conversation of the list: who, when, what was said last and by whom, how it stands. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { item, search, isOpen, isTabStop } = props;
  const view = useConversation(item.id);
  const last = useFromStore([`message<${item.id}`], (store) =>
    lastOf(store.partsOf('message', item.id)),
  );
  const planned = useFromStore([`message<${item.id}`], (store) =>
    store
      .partsOf('message', item.id)
      .find(({ seq, delivery_status }) => seq === null && delivery_status === 'held'),
  );
  const unread = useIsUnread(view?.conversation ?? null);
  const typist = useTypist(item.id);
  const { words: draft } = useDraft(item.id, 'text');
  if (!view) return null;

  const { conversation, lead, context } = view;
  const state = stateOf(view, last, planned ?? null, typist);
  const saidBy = SAYERS[item.said?.said_by ?? ''] ?? '';
  const by = last ? authorWords(last, context.me, context.nameOf) : '';
  const isWaiting = state.tone === 'needs' && context.waits !== null;
  return (
    <Link
      className={unread ? 'conv unread' : 'conv'}
      to="/inbox/$conversationId"
      params={{ conversationId: item.id }}
      search={atQuote(search, item)}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      data-row={item.key}
    >
      <span className="l1">
        <span className="name clip">
          {lead ? nameOfLead(lead) : readablePhone(conversation.lead_phone)}
        </span>
        {isWaiting ? (
          <time dateTime={conversation.handed_over_at ?? undefined}>waits {context.waits}</time>
        ) : (
          <Moment at={conversation.last_activity_at} as="list" />
        )}
      </span>
      <span className="l2 clip" dir="auto">
        {item.said ? (
          <>
            {saidBy !== '' && <span className="faint">{saidBy}: </span>}
            <Marked {...item.said.excerpt} />
          </>
        ) : draft !== '' && !isOpen ? (
          <>
            <span className="faint">Draft:</span> {draft}
          </>
        ) : (
          <>
            {by !== '' && <span className="faint">{by.replace(/, wording .*/, '')}:</span>}{' '}
            {last?.body || (last && last.media.length > 0 && countWords(last.media.length))}
            {last?.body && last.media.length > 0 && <span className="faint"> · photo</span>}
          </>
        )}
      </span>
      <span className={`state ${state.tone}`}>
        {state.tone === 'live' && (
          <span className="typing" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        )}
        {state.icon && <Icon name={state.icon} />}
        <span className="clip">{state.words}</span>
      </span>
      {unread && <span className="sr">unread</span>}
    </Link>
  );
});

/** The lead's own words stand without a name, as everywhere in the list. */
const SAYERS: Record<string, string> = {
  ai: 'AI',
  human: 'A person',
  campaign: 'Campaign',
  system: 'Notice',
};

const lastOf = (texts: readonly MessageRow[]): MessageRow | null =>
  texts.reduce<MessageRow | null>(
    (last, text) =>
      text.seq === null || text.delivery_status === 'suppressed' || text.seq < (last?.seq ?? 0)
        ? last
        : text,
    null,
  );

function stateOf(
  { conversation, context, whenThere }: ConversationView,
  last: MessageRow | null,
  planned: MessageRow | null,
  typist: string | null,
): StateWords {
  const state = conversationWords(conversation as ConversationFacts, context);
  if (typist) return { words: `${typist} is writing`, tone: 'live', icon: null };
  if (state.tone === 'needs' || conversation.ended_at !== null || !last) return state;
  if (last.direction === 'outbound' && ['failed', 'undelivered'].includes(last.delivery_status)) {
    const words = `Not delivered: ${faultOf(last.delivery_error).words}`;
    return { words, tone: 'bad', icon: 'alert' };
  }
  if (conversation.owner === 'human' && last.author === 'human') {
    const sent = textWords(last, { at: '', leaves: null }).words.trim();
    return { ...state, words: `${state.words} · ${sent}` };
  }
  if (planned?.step && context.reply === 'none' && planned.held_reason) {
    const wait = waitWords(planned.held_reason);
    const words =
      planned.send_at && !wait.acts ? ` until ${whenThere(planned.send_at)}` : `: ${wait.short}`;
    return {
      words: `Step ${planned.step} waits${words}`,
      tone: wait.acts ? 'needs' : 'plain',
      icon: wait.acts ? 'info' : 'moon',
    };
  }
  return state;
}
