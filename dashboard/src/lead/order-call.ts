import { api, dataOf } from '../api/client.ts';

/** Orders a call to a lead. It is judged like any other and rings as soon as the hour allows. */
export async function orderCall(to: string, leadId: number): Promise<void> {
  await dataOf(api.POST('/api/queue/schedule-call', { body: { to, lead_id: leadId } }));
}
