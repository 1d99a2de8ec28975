import {
  WEBHOOK_STATUSES,
  type WebhookDeliveries,
  WebhookDeliveryRow,
} from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { pageSize } from '../http/fields.ts';
import { many, ok, one, page } from '../http/route.ts';

type Deps = { deliveries: Pick<WebhookDeliveries, 'list' | 'retry'>; now: Now };

const Delivery = WebhookDeliveryRow.extend({}).openapi('WebhookDelivery');

export const listDeliveries = endpoint(
  {
    method: 'get',
    path: '/api/webhook-deliveries',
    tag: 'webhooks',
    summary: 'Webhook deliveries and their results, newest first',
    description: '`dead`: all attempts are used up. Settled ones are kept for 30 days.',
    access: 'admin',
    query: z.strictObject({
      limit: pageSize,
      status: z.enum(WEBHOOK_STATUSES).optional(),
      endpoint_id: z.uuid().optional(),
    }),
    answers: { 200: { description: 'The newest', schema: many(Delivery) } },
    refusals: [],
  },
  ({ deliveries }: Deps) =>
    async function listDeliveries({ query: { limit, status, endpoint_id } }) {
      return page(
        await deliveries.list({
          limit,
          ...(status && { status }),
          ...(endpoint_id && { endpointId: endpoint_id }),
        }),
        null,
      );
    },
);

export const retryDelivery = endpoint(
  {
    method: 'post',
    path: '/api/webhook-deliveries/{id}/retry',
    tag: 'webhooks',
    summary: 'Retry a dead message under its original id',
    access: 'admin',
    params: z.object({ id: z.uuid() }),
    answers: {
      200: { description: 'The message is queued again', schema: one(z.object({ id: z.uuid() })) },
    },
    refusals: [404],
  },
  ({ deliveries, now }: Deps) =>
    async function retryDelivery({ params: { id } }) {
      if (await deliveries.retry(id, now())) return ok({ id });
      throw new AppError('not_found', 'There is no dead message with this id.');
    },
);
