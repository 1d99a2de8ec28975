import { api, dataOf } from '../../../api/client.ts';
import type { RowStore } from '../../../live/row-store.ts';

/** The campaigns that a lead is in and that are not over for it. */
export async function followUpsOf(store: RowStore, leadId: number) {
  const asOf = store.position();
  const { enrollments } = await dataOf(
    api.GET('/api/leads/{id}/consent', { params: { path: { id: leadId } } }),
  );
  store.merge('enrollment', enrollments, asOf);
  return enrollments.filter(({ status }) => status === 'active' || status === 'paused');
}

export async function setEnrollment(
  store: RowStore,
  id: number,
  status: 'active' | 'paused' | 'stopped',
): Promise<void> {
  const asOf = store.position();
  const row = await dataOf(
    api.PATCH('/api/enrollments/{id}', { params: { path: { id } }, body: { status } }),
  );
  store.merge('enrollment', [row], asOf);
}
