import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { components } from '../../../api/schema.d.ts';
import type { RowStore } from '../../../live/row-store.ts';
import type { InboxView } from '../inbox-search.ts';
import type { ListItem } from '../list/list-item.ts';
import { noteListed } from './reads.ts';
import { textRows } from './rows.ts';

type Item = components['schemas']['InboxItem'];
type Asked = { view: InboxView; q: string; campaign: string; cursor: string | null };

const PAGE = 50;
const present = <T>(rows: readonly (T | null)[]): T[] => rows.flatMap((row) => row ?? []);

/** One page of a view; its rows are merged into those of the page. */
export async function readInbox(
  store: RowStore,
  { view, q, campaign, cursor }: Asked,
): Promise<{ items: ListItem[]; next: string | null }> {
  const asOf = store.position();
  const { data: answer } = await api.GET('/api/inbox', {
    params: {
      query: {
        view,
        limit: PAGE,
        ...(q ? { q } : {}),
        ...(campaign ? { campaign_id: campaign } : {}),
        ...(cursor ? { cursor } : {}),
      },
    },
  });
  if (!answer) throw new OfflineError('empty answer');
  const items = answer.data;
  store.merge('conversation', present(items.map(({ conversation }) => conversation)), asOf);
  store.merge('lead', present(items.map(({ lead }) => lead)), asOf);
  store.merge('message', textRows(present(items.map((item) => item.last_message))), asOf);
  store.merge('call', present(items.map(({ call }) => call)), asOf);
  store.merge('analysis', present(items.map(({ analysis }) => analysis)), asOf);
  store.merge('enrollment', present(items.map(({ enrollment }) => enrollment)), asOf);
  for (const { conversation, unread } of items) {
    if (conversation) noteListed(conversation, unread);
  }
  return { items: items.map(listItem), next: answer.next_cursor };
}

function listItem(item: Item): ListItem {
  const { kind, id, lead, call, analysis, conversation } = item;
  return {
    key: `${kind}:${id}`,
    kind,
    id,
    leadId: lead?.id ?? conversation?.lead_id ?? call?.lead_id ?? analysis?.lead_id ?? null,
    waitsSince: item.waits_since,
    reason: item.reason,
    unread: item.unread,
    callId: call?.id ?? analysis?.call_id ?? null,
    conversationId: conversation?.id ?? analysis?.conversation_id ?? null,
    words: item.last_turn?.content ?? analysis?.summary ?? null,
    said: item.said,
  };
}
