import { api, dataOf } from '../api/client.ts';
import type { RowStore } from '../live/row-store.ts';

/** Whose lead it is from now on; null: nobody's. */
export async function assignLead(
  store: RowStore,
  id: number,
  userId: string | null,
): Promise<void> {
  const asOf = store.position();
  const row = await dataOf(
    api.POST('/api/leads/{id}/assign', { params: { path: { id } }, body: { user_id: userId } }),
  );
  store.merge('lead', [row], asOf);
}
