import { OfflineError } from '../../../api/api-error.ts';
import { api } from '../../../api/client.ts';
import type { RowStore } from '../../../live/row-store.ts';
import type { ListItem } from '../list/list-item.ts';
import { textRows } from './rows.ts';
import type { Asked, ListPage } from './use-list.ts';

const PAGE = 50;

/** A view of the inbox from the list of conversations. */
export async function readConversations(
  store: RowStore,
  { view, q, me, cursor }: Asked,
): Promise<ListPage> {
  const asOf = store.position();
  const { data: answer } = await api.GET('/api/conversations', {
    params: {
      query: {
        limit: view === 'needs' ? 200 : PAGE,
        ...(cursor ? { cursor } : {}),
        ...(q ? { q } : {}),
        ...(view === 'ended' ? { open: 'false' as const } : { open: 'true' as const }),
        ...(view === 'mine' ? { assigned_to: me } : {}),
      },
    },
  });
  if (!answer) throw new OfflineError('empty answer');
  const rows = answer.data;
  store.merge('conversation', rows, asOf);
  store.merge(
    'lead',
    rows.flatMap(({ lead }) => lead ?? []),
    asOf,
  );
  store.merge(
    'message',
    textRows(rows.flatMap(({ last_message }) => last_message ?? []) as never),
    asOf,
  );
  const items: ListItem[] = rows
    .filter((row) => view !== 'needs' || row.awaits_human || row.owner === 'paused')
    .map((row) => ({
      key: `conversation:${row.id}`,
      kind: 'conversation',
      id: row.id,
      leadId: row.lead_id,
      waitsSince: row.handed_over_at ?? row.last_inbound_at,
      reason: null,
      unread: row.unread,
    }));
  return { items, next: answer.next_cursor };
}
