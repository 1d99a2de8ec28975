import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { sameItems, useFromStore } from '../../../live/use-live.ts';
import { useMe } from '../../../session/use-me.ts';
import { useCounts } from '../../../shell/counts.ts';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { Empty, Fault, Skeleton } from '../../../ui/panels.tsx';
import { useList } from '../data/use-list.ts';
import type { InboxSearch, InboxView } from '../inbox-search.ts';
import { CallRow } from './call-row.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { EMPTY, emptyWords } from './empty-words.ts';
import { ListHead } from './list-head.tsx';
import { atQuote, type ListItem } from './list-item.ts';
import { liveOrder } from './live-order.ts';
import { useHeldOrder } from './use-held-order.ts';

type Props = { view: InboxView; search: InboxSearch; open: string | null };

/** Who has written, by whoever needs a person or by when; its order holds still while one looks. */
export function ConversationList({ view, search, open }: Props) {
  const { user } = useMe();
  const navigate = useNavigate();
  const counts = useCounts();
  const q = search.q ?? '';
  const isNarrowed = q !== '' || search.campaign !== undefined;
  const list = useList(view, search);
  const rows = useFromStore(['conversation'], (store) => store.all('conversation'), sameItems);
  const listed = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const items = list.data
    ? liveOrder(listed, rows, {
        view,
        me: user.id,
        isSearch: isNarrowed,
        hasMore: list.hasNextPage,
      })
    : [];
  const byKey = new Map([...listed, ...items].map((item) => [item.key, item]));
  const openKey = open === null ? null : `conversation:${open}`;
  const order = useHeldOrder(
    items.map(({ key }) => key),
    openKey,
    `${view} ${q} ${search.campaign ?? ''}`,
  );
  const shown = order.ids.flatMap((key) => byKey.get(key) ?? []);
  const at = shown.findIndex(({ key }) => key === openKey);

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const follow = useRef(false);
  const focusRow = (key: string) =>
    scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus();

  function go(step: number): void {
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + step))];
    if (next?.kind !== 'conversation') return;
    follow.current = true;
    void navigate({
      to: '/inbox/$conversationId',
      params: { conversationId: next.id },
      search: atQuote(search, next),
      replace: open !== null,
    });
  }
  useEffect(() => {
    if (!follow.current || at < 0) return;
    follow.current = false;
    virtual.current?.scrollToIndex(at, { align: 'nearest' });
  }, [at]);
  useKeys([
    { keys: 'j', name: 'Next', group: 'inbox', run: () => go(1) },
    { keys: 'k', name: 'Previous', group: 'inbox', run: () => go(-1) },
  ]);

  function press(event: KeyboardEvent): void {
    const focused = document.activeElement?.getAttribute('data-row');
    const from = shown.findIndex(({ key }) => key === focused);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: shown.length - 1 }[
      event.key
    ];
    const next = to === undefined || from < 0 ? undefined : shown[to];
    if (!next || to === undefined) return;
    event.preventDefault();
    virtual.current?.scrollToIndex(to, { align: 'nearest' });
    requestAnimationFrame(() => focusRow(next.key));
  }

  const tabStop = Math.max(0, at);
  return (
    <section className="list" aria-label="Conversations">
      <ListHead
        view={view}
        search={search}
        counts={counts}
        moved={order.moved}
        onShow={order.show}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the links inside */}
      <div
        className="list-scroll"
        ref={scroller}
        {...order.handlers}
        onKeyDown={press}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          const isNearEnd = scrollHeight - scrollTop - clientHeight < 600;
          if (isNearEnd && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
        }}
      >
        {list.isError && !list.data && (
          <Fault
            what="The conversations could not be loaded"
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isPending && <Skeleton lines={9} />}
        {list.data && shown.length === 0 && (
          <Empty title={isNarrowed ? 'Nothing found' : EMPTY[view].title}>
            <p>{emptyWords(view, search)}</p>
          </Empty>
        )}
        <Virtualizer
          ref={virtual}
          as="ul"
          item="li"
          data={shown}
          itemSize={83}
          keepMounted={shown.length > 0 ? [tabStop] : []}
        >
          {(item: ListItem, index: number) => (
            <Row
              key={item.key}
              item={item}
              search={search}
              isOpen={item.key === openKey}
              isTabStop={index === tabStop}
            />
          )}
        </Virtualizer>
      </div>
    </section>
  );
}

function Row(props: { item: ListItem; search: InboxSearch; isOpen: boolean; isTabStop: boolean }) {
  return props.item.kind === 'conversation' ? (
    <ConversationRow {...props} />
  ) : (
    <CallRow {...props} />
  );
}
