import { createWebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import {
  createWebhookEndpoints,
  WebhookEndpointRow,
  type WebhookEndpoints,
} from '@ringback/shared/db/webhooks/webhook-endpoints.ts';
import {
  WEBHOOK_EVENT_NAMES,
  WEBHOOK_EVENTS,
  WEBHOOK_EXTRAS,
  type WebhookEvent,
} from '@ringback/shared/domain/webhooks/webhook-events.ts';
import { WEBHOOK_FORMATS } from '@ringback/shared/domain/webhooks/webhook-formats.ts';
import { createCheckTarget } from '@ringback/shared/providers/webhooks/guarded-lookup.ts';
import type { CheckTarget } from '@ringback/shared/providers/webhooks/port.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { text } from '../http/fields.ts';
import { many, ok, one, page } from '../http/route.ts';
import { apiModule } from './api-module.ts';
import { listDeliveries, retryDelivery } from './webhook-deliveries.ts';

type Deps = {
  endpoints: WebhookEndpoints;
  checkTarget: CheckTarget;
  newToken: () => string;
  newId: () => string;
  now: Now;
};

const Endpoint = WebhookEndpointRow.extend({}).openapi('WebhookEndpoint');
const WithSecret = WebhookEndpointRow.extend({
  secret: z.string().nullable().openapi({ description: 'Shown only once.' }),
});

const SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;
const url = text(2_000).openapi({ example: 'https://hooks.example.com/ringback' });
const optional = {
  format: z.enum(WEBHOOK_FORMATS).optional().openapi({
    description:
      '`signed` (left out): JSON {type, timestamp, data} for a program. `slack` and `teams`: a message for people, to an incoming webhook of Slack or a workflow of Teams.',
  }),
  events: z
    .array(z.enum(WEBHOOK_EVENT_NAMES))
    .min(1)
    .optional()
    .openapi({
      description: `${WEBHOOK_EVENT_NAMES.map((name) => `\`${name}\`: ${WEBHOOK_EVENTS[name]}`).join(' ')} Left out: all that exist now; of \`slack\` and \`teams\` \`person_needed\` alone, so that people read of a need once.`,
    }),
  include: z.array(z.enum(WEBHOOK_EXTRAS)).optional().openapi({
    description: 'Personal data to include besides ids, outcome and reason. Left out: none.',
  }),
  secret: z
    .string()
    .regex(SECRET, 'whsec_ and 24 to 64 bytes in base64')
    .optional()
    .openapi({ description: 'Left out, one is generated and shown once.' }),
  is_active: z.boolean().optional(),
};
/** Other events report the same to programs. */
const FOR_PEOPLE: WebhookEvent[] = ['person_needed'];
const params = z.object({ id: z.uuid() });

const listEndpoints = endpoint(
  {
    method: 'get',
    path: '/api/webhook-endpoints',
    tag: 'webhooks',
    summary: 'All webhook endpoints, without their secrets',
    access: 'admin',
    answers: { 200: { description: 'All endpoints', schema: many(Endpoint) } },
    refusals: [],
  },
  ({ endpoints }: Deps) =>
    async function listEndpoints() {
      return page(await endpoints.list(), null);
    },
);

const createEndpoint = endpoint(
  {
    method: 'post',
    path: '/api/webhook-endpoints',
    tag: 'webhooks',
    summary: 'Register a webhook endpoint',
    description:
      'Messages are POSTed as JSON {type, timestamp, data} and signed by the Standard Webhooks scheme (webhook-id, webhook-timestamp, webhook-signature): verify them with one of its libraries. A message may arrive twice, with the same webhook-id. A message without a 2xx answer within ten seconds is tried ten times over three days; redirects are not followed; 410 switches the endpoint off. The URL must be https and on the public internet.',
    access: 'admin',
    body: z.strictObject({ url, ...optional }),
    answers: { 201: { description: 'The endpoint', schema: one(WithSecret) } },
    refusals: [422],
  },
  ({ endpoints, checkTarget, newToken, now }: Deps) =>
    async function createEndpoint({ body }, { res, caller }) {
      await refuseUnlessOpen(body.url, checkTarget);
      const secret = body.secret ?? newSecret(newToken);
      const { format = 'signed' } = body;
      const { events = format === 'signed' ? WEBHOOK_EVENT_NAMES : FOR_PEOPLE } = body;
      const { include = [], is_active = true } = body;
      const row = await endpoints.create(
        { url: body.url, secret, format, events, include, is_active },
        now(),
        actorOf(caller),
      );
      res.setHeader('cache-control', 'no-store');
      const shown = body.secret || format !== 'signed' ? null : secret;
      return { status: 201, data: { ...row, secret: shown } };
    },
);

const changeEndpoint = endpoint(
  {
    method: 'patch',
    path: '/api/webhook-endpoints/{id}',
    tag: 'webhooks',
    summary: 'Change an endpoint; a new secret applies from the next message',
    access: 'admin',
    params,
    body: z.strictObject({ url: url.optional(), ...optional }),
    answers: { 200: { description: 'The endpoint', schema: one(Endpoint) } },
    refusals: [404, 422],
  },
  ({ endpoints, checkTarget, now }: Deps) =>
    async function changeEndpoint({ params: { id }, body }, { caller }) {
      if (body.url !== undefined) await refuseUnlessOpen(body.url, checkTarget);
      const said = Object.fromEntries(
        Object.entries(body).filter(([, value]) => value !== undefined),
      );
      return ok((await endpoints.update(id, said, now(), actorOf(caller))) ?? unknownEndpoint());
    },
);

const deleteEndpoint = endpoint(
  {
    method: 'delete',
    path: '/api/webhook-endpoints/{id}',
    tag: 'webhooks',
    summary: 'Delete an endpoint and its waiting messages',
    access: 'admin',
    params,
    answers: { 200: { description: 'The deleted endpoint', schema: one(Endpoint) } },
    refusals: [404],
  },
  ({ endpoints, now }: Deps) =>
    async function deleteEndpoint({ params: { id } }, { caller }) {
      return ok((await endpoints.delete(id, actorOf(caller), now())) ?? unknownEndpoint());
    },
);

const testEndpoint = endpoint(
  {
    method: 'post',
    path: '/api/webhook-endpoints/{id}/test',
    tag: 'webhooks',
    summary: 'Send a test message to an endpoint',
    description:
      'Its type is `endpoint.test`, and its `data` is empty. What became of it stands among the deliveries.',
    access: 'admin',
    params,
    answers: {
      202: {
        description: 'The message is sent soon',
        schema: one(z.object({ delivery_id: z.uuid() })),
      },
    },
    refusals: [404],
  },
  ({ endpoints, newId, now }: Deps) =>
    async function testEndpoint({ params: { id } }) {
      const deliveryId = newId();
      if (!(await endpoints.test(id, deliveryId, now()))) unknownEndpoint();
      return { status: 202, data: { delivery_id: deliveryId } };
    },
);

export const webhookEndpoints = apiModule(
  [
    listEndpoints,
    createEndpoint,
    changeEndpoint,
    deleteEndpoint,
    testEndpoint,
    listDeliveries,
    retryDelivery,
  ],
  ({ db, ids, now }, config) => ({
    endpoints: createWebhookEndpoints(db),
    deliveries: createWebhookDeliveries(db),
    checkTarget: createCheckTarget(config.webhooks),
    newToken: ids.token,
    newId: ids.uuid,
    now,
  }),
);

function newSecret(newToken: () => string): string {
  return `whsec_${Buffer.from(newToken(), 'base64url').toString('base64')}`;
}

async function refuseUnlessOpen(address: string, checkTarget: CheckTarget): Promise<void> {
  const fault = await checkTarget(address);
  if (fault === null) return;
  throw new AppError('refused_target', `No webhook can be sent to this URL. ${fault}`, {
    faults: [{ path: 'url', found: fault, expected: 'an https URL on the public internet' }],
  });
}

function unknownEndpoint(): never {
  throw new AppError('not_found', 'This endpoint does not exist.');
}
