import { z } from 'zod';
import {
  WEBHOOK_EVENT_NAMES,
  WEBHOOK_EXTRAS,
  type WebhookEvent,
  type WebhookExtra,
} from '../../domain/webhooks/webhook-events.ts';
import { WEBHOOK_FORMATS, type WebhookFormat } from '../../domain/webhooks/webhook-formats.ts';
import { type Actor, noted } from '../access/activity.ts';
import { asJson, callForRow, type Db, dbError } from '../client.ts';

export type WebhookEndpoints = ReturnType<typeof createWebhookEndpoints>;

/** An endpoint as people see it: never with its secret. */
export const WebhookEndpointRow = z.object({
  id: z.uuid(),
  url: z.string(),
  format: z.enum(WEBHOOK_FORMATS),
  events: z.array(z.enum(WEBHOOK_EVENT_NAMES)),
  include: z.array(z.enum(WEBHOOK_EXTRAS)),
  is_active: z.boolean(),
  disabled_reason: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type WebhookEndpointRow = z.infer<typeof WebhookEndpointRow>;

export type WebhookEndpointInput = {
  url: string;
  secret: string;
  format: WebhookFormat;
  events: WebhookEvent[];
  include: WebhookExtra[];
  is_active: boolean;
};

const TEST_EVENT = 'endpoint.test';
/** Postgres: a foreign key leads to no row. */
const NO_SUCH_ROW = '23503';
const COLUMNS =
  'id, url, format, events, include, is_active, disabled_reason, created_at, updated_at';

export function createWebhookEndpoints(db: Db) {
  return {
    async list(): Promise<WebhookEndpointRow[]> {
      const { data, error, status } = await db
        .from('webhook_endpoints')
        .select(COLUMNS)
        .order('created_at', { ascending: false })
        .limit(1_000);
      if (error) throw dbError('webhookEndpoints.list', error, status);
      return z.array(WebhookEndpointRow).parse(data);
    },

    async create(
      endpoint: WebhookEndpointInput,
      now: Date,
      by?: Actor,
    ): Promise<WebhookEndpointRow> {
      const at = now.toISOString();
      const { data, error, status } = await db
        .from('webhook_endpoints')
        .insert({ ...endpoint, created_at: at, updated_at: at, ...noted(by) })
        .select(COLUMNS)
        .single();
      if (error) throw dbError('webhookEndpoints.create', error, status);
      return WebhookEndpointRow.parse(data);
    },

    /** Sends it a test, as the next of its messages. False: there is no such endpoint. */
    async test(id: string, messageId: string, now: Date): Promise<boolean> {
      const at = now.toISOString();
      const { error, status } = await db.from('webhook_deliveries').insert({
        id: messageId,
        endpoint_id: id,
        event: TEST_EVENT,
        dedupe_key: `${TEST_EVENT} ${messageId}`,
        data: {},
        happened_at: at,
        next_at: at,
        created_at: at,
        updated_at: at,
      });
      if (error?.code === NO_SUCH_ROW) return false;
      if (error) throw dbError('webhookEndpoints.test', error, status);
      return true;
    },

    /** Null: there is no such endpoint. Switching one on clears the reason for its being off. */
    async update(id: string, change: Partial<WebhookEndpointInput>, now: Date, by?: Actor) {
      const reset = change.is_active === true ? { disabled_reason: null } : {};
      const { data, error, status } = await db
        .from('webhook_endpoints')
        .update({ ...change, ...reset, updated_at: now.toISOString(), ...noted(by) })
        .eq('id', id)
        .select(COLUMNS)
        .maybeSingle();
      if (error) throw dbError('webhookEndpoints.update', error, status);
      return data ? WebhookEndpointRow.parse(data) : null;
    },

    /**
     * Deletes it with every message that it has not received yet. Null: there is no such endpoint.
     */
    async delete(id: string, by: Actor, now: Date): Promise<WebhookEndpointRow | null> {
      const args = { p_id: id, p_actor: asJson(by), p_now: now.toISOString() };
      const row = await callForRow(db, 'delete_webhook_endpoint', args);
      return row ? WebhookEndpointRow.parse(row) : null;
    },
  };
}
