import { z } from 'zod';
import { callFunction, type Db } from '../client.ts';

export type WebhookReceipts = ReturnType<typeof createWebhookReceipts>;

const Times = z.array(z.object({ name: z.string(), at: z.string() }));

export function createWebhookReceipts(db: Db) {
  return {
    /** Notes a webhook of which nothing else is kept; false if it came before. */
    async note(
      { provider, kind, key, result }: Record<'provider' | 'kind' | 'key' | 'result', string>,
      now: Date,
    ): Promise<boolean> {
      return z.boolean().parse(
        await callFunction(db, 'note_webhook', {
          p_provider: provider,
          p_kind: kind,
          p_key: key,
          p_result: result,
          p_now: now.toISOString(),
        }),
      );
    },

    /** When these kinds of webhook, named `provider/kind`, came in last; those that did. */
    async times(names: string[]): Promise<Record<string, string>> {
      const found = Times.parse(await callFunction(db, 'webhook_times', { p_names: names }));
      return Object.fromEntries(found.map(({ name, at }) => [name, at]));
    },
  };
}
