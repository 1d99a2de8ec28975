import { z } from 'zod';
import { WEBHOOK_FORMATS } from '../../domain/webhooks/webhook-formats.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type WebhookDeliveries = ReturnType<typeof createWebhookDeliveries>;

export const WEBHOOK_STATUSES = ['pending', 'sending', 'delivered', 'dead'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** One message to one endpoint, and its result. */
export const WebhookDeliveryRow = z.object({
  id: z.uuid(),
  endpoint_id: z.uuid(),
  event: z.string(),
  data: z.record(z.string(), z.unknown()),
  happened_at: z.string(),
  status: z.enum(WEBHOOK_STATUSES),
  attempts: z.number().int(),
  next_at: z.string().nullable(),
  last_status: z.number().int().nullable(),
  last_error: z.string().nullable(),
  delivered_at: z.string().nullable(),
});
export type WebhookDeliveryRow = z.infer<typeof WebhookDeliveryRow>;

const COLUMNS =
  'id, endpoint_id, event, data, happened_at, status, attempts, next_at, last_status, last_error, delivered_at';

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    fence: z.number().int(),
    /** This one included. */
    attempts: z.number().int(),
    url: z.string(),
    secret: z.string(),
    format: z.enum(WEBHOOK_FORMATS),
    event: z.string(),
    happened_at: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
  z.object({ verdict: z.literal('wait'), until: z.string() }),
  z.object({ verdict: z.literal('skip'), reason: z.string() }),
]);
export type WebhookBegun = z.infer<typeof Begun>;

const Due = z.array(z.object({ id: z.uuid(), next_at: z.string() }));

export function createWebhookDeliveries(db: Db) {
  return {
    /** Messages whose attempt is due by then, the oldest first. */
    async due(by: Date, limit: number) {
      return Due.parse(
        await callFunction(db, 'due_webhooks', { p_by: by.toISOString(), p_limit: limit }),
      );
    },

    async begin(id: string, leaseMs: number, now: Date): Promise<WebhookBegun> {
      return Begun.parse(
        await callFunction(db, 'begin_webhook', {
          p_id: id,
          p_lease: `${leaseMs / 1000} seconds`,
          p_now: now.toISOString(),
        }),
      );
    },

    /** Without `next_at`, the failed attempt was the last. False: a later attempt has begun. */
    async record(
      id: string,
      fence: number,
      became: {
        delivered: boolean;
        status: number | null;
        error: string | null;
        next_at: string | null;
        gone: boolean;
      },
      now: Date,
    ): Promise<boolean> {
      const args = { p_id: id, p_fence: fence, p: asJson(became), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'record_webhook', args));
    },

    /** The newest first. */
    async list(of: { status?: WebhookStatus; endpointId?: string; limit: number }) {
      let query = db.from('webhook_deliveries').select(COLUMNS);
      if (of.status) query = query.eq('status', of.status);
      if (of.endpointId) query = query.eq('endpoint_id', of.endpointId);
      const { data, error, status } = await query
        .order('created_at', { ascending: false })
        .order('id', { ascending: false })
        .limit(of.limit);
      if (error) throw dbError('webhookDeliveries.list', error, status);
      return z.array(WebhookDeliveryRow).parse(data);
    },

    /** False: there is none, or it was not given up. */
    async retry(id: string, now: Date): Promise<boolean> {
      const args = { p_id: id, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'retry_webhook', args));
    },

    /** Deletes what was settled before then. */
    async prune(before: Date, limit: number): Promise<number> {
      const args = { p_before: before.toISOString(), p_limit: limit };
      return z.number().parse(await callFunction(db, 'prune_webhooks', args));
    },
  };
}
