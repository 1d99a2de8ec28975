import '../http/zod-openapi.ts';
import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import type { Access, Spec } from '../http/route.ts';
import { KEYLESS_ROUTES, type KeylessRoute, OUTGOING_WEBHOOKS } from './keyless-routes.ts';

/** What everybody may be refused with. */
const ALWAYS = [400, 401, 403, 429, 503];

const REASONS: Record<number, string> = {
  400: 'The request does not fit; every fault is named',
  401: 'No valid key, and nobody is signed in',
  403: 'The role is too low, or a write by cookie has not the token of its page',
  404: 'There is no such thing',
  409: 'It collides with what is there',
  413: 'The body is too large',
  415: 'The body is not JSON',
  416: 'There is no such range',
  422: 'Understood, and refused',
  429: 'Too many requests; see Retry-After',
  503: 'The database cannot be reached',
  504: 'No worker answered in time',
};

const ACCESS: Record<Access, string> = {
  viewer: 'Role: viewer.',
  agent: 'Role: agent.',
  admin: 'Role: admin.',
  person: 'For users who are signed in, of any role; not for keys.',
  anyone: 'Needs no key and no session.',
};

const DESCRIPTION = `Calls a business's leads back, and never twice.

Every route under \`/api\` takes \`Authorization: Bearer <key>\`, or the cookie of somebody who is signed in
(\`POST /session\`); what writes by that cookie also carries the \`csrf_token\` of \`GET /api/me\` in the header
\`X-CSRF-Token\`. Roles: a **viewer** reads; an **agent** also schedules calls and changes leads and
suppressions; an **admin** also deletes leads and manages agents, keys and people. Each route names the lowest
role that may use it.

Success is \`{"success": true, "data": …}\`, with \`next_cursor\` for lists. Everything else is
\`application/problem+json\` (RFC 9457) with \`faults: [{path, found, expected}]\`.`;

/** The OpenAPI 3.1 document, made from the schemas that check the requests. */
export function openapiDocument(specs: Spec[]): object {
  const registry = new OpenAPIRegistry();
  registry.register('Problem', Problem);
  registry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'ringback_session',
  });
  for (const spec of specs) registerRoute(registry, spec);
  for (const route of KEYLESS_ROUTES) registerKeylessRoute(registry, route);
  for (const told of OUTGOING_WEBHOOKS) registerTold(registry, told);

  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Ringback API',
      version: '0.1.0',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ apiKey: [] }, { session: [] }],
  });
}

function registerRoute(registry: OpenAPIRegistry, spec: Spec): void {
  const { method, path, tag, summary, description, access, params, query, headers } = spec;
  const { body, upload } = spec;
  const large = body || upload ? [413, 415] : [];
  const refusals = [...new Set([...ALWAYS, ...spec.refusals, ...large])];
  registry.registerPath({
    method,
    path,
    tags: [tag],
    operationId: operationId(spec),
    summary,
    description: `${description ? `${description} ` : ''}${ACCESS[access]}`,
    ...(access === 'anyone' ? { security: [] } : {}),
    ...(access === 'person' ? { security: [{ session: [] }] } : {}),
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(headers ? { headers } : {}),
      ...(body ? { body: { content: { 'application/json': { schema: body } } } } : {}),
      ...(upload ? { body: fileOf(upload) } : {}),
    },
    responses: {
      ...Object.fromEntries(Object.entries(spec.answers).map(([s, a]) => [s, answerOf(a)])),
      ...Object.fromEntries(refusals.map((status) => [String(status), refusalOf(status)])),
    },
  });
}

/** Routes without an API key: each says how its callers prove who they are. */
function registerKeylessRoute(registry: OpenAPIRegistry, route: KeylessRoute): void {
  const { method, path, summary, description, body, answers } = route;
  registry.registerPath({
    method,
    path,
    tags: ['webhooks'],
    operationId: operationId(route),
    summary,
    description,
    security: [],
    request: {
      ...(path.includes('{source}') ? { params: z.object({ source: z.string() }) } : {}),
      ...(body ? { body: { content: contentOf(body) } } : {}),
    },
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [
        status,
        {
          description: answer.description,
          ...(answer.content ? { content: contentOf(answer.content) } : {}),
        },
      ]),
    ),
  });
}

function registerTold(
  registry: OpenAPIRegistry,
  { name, description, body }: (typeof OUTGOING_WEBHOOKS)[number],
) {
  registry.registerWebhook({
    method: 'post',
    path: name,
    tags: ['webhooks'],
    summary: name,
    description,
    request: { body: { content: contentOf({ 'application/json': body }) } },
    responses: { 200: { description: 'Heard; any 2xx' } },
  });
}

function contentOf(schemas: Record<string, z.ZodType>) {
  return Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema }]));
}

function fileOf({ contentTypes, description }: NonNullable<Spec['upload']>) {
  const schema = { type: 'string', format: 'binary' } as const;
  return { description, content: Object.fromEntries(contentTypes.map((t) => [t, { schema }])) };
}

function answerOf(answer: { description: string; schema?: z.ZodType; contentType?: string }) {
  const { description, schema, contentType = 'application/json' } = answer;
  const binary = { type: 'string', format: 'binary' } as const;
  return { description, content: { [contentType]: { schema: schema ?? binary } } };
}

function refusalOf(status: number) {
  return {
    description: REASONS[status] ?? 'Refused',
    content: { 'application/problem+json': { schema: Problem } },
  };
}

/** `GET /api/leads/{id}/why` is `getLeadsIdWhy`. */
function operationId({ method, path }: Pick<Spec, 'method' | 'path'>): string {
  const words = path.replace(/^\/api/, '').match(/[A-Za-z]+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
