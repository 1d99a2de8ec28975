import { api, dataOf } from '../api/client.ts';

/** Puts a number on the do-not-contact list; what is planned is taken back. */
export async function closeNumber(
  phone: string,
  scope: 'all' | 'sms' | 'voice',
  reason: string | null,
): Promise<void> {
  await dataOf(
    api.POST('/api/suppressions', { body: { phone, scope, ...(reason ? { reason } : {}) } }),
  );
}
