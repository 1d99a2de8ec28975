import '../http/zod-openapi.ts';
import { PRESENCE_STATES, Presence } from '@ringback/shared/events/presence.ts';
import {
  createPresenceBoard,
  PRESENCE_TTL_MS,
  type PresenceBoard,
} from '@ringback/shared/queue/presence.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { ok, one } from '../http/route.ts';
import { apiModule } from './api-module.ts';

type Deps = { presence: PresenceBoard };

const sayPresence = endpoint(
  {
    method: 'post',
    path: '/api/presence',
    tag: 'presence',
    summary: 'That you look at a conversation, write in it, or have left it',
    description:
      'Said again every four seconds while it is so; eight seconds after the last word it is forgotten. Colleagues hear it in the live stream as `presence`. It locks nothing.',
    access: 'agent',
    body: z.strictObject({ conversation_id: z.uuid(), state: z.enum(PRESENCE_STATES) }),
    answers: {
      200: { description: 'Heard', schema: one(z.object({ forgotten_in_ms: z.number().int() })) },
    },
    refusals: [],
  },
  ({ presence }: Deps) =>
    async function sayPresence({ body }, { caller }) {
      await withRedis(() => presence.say({ ...body, user_id: caller.id, name: caller.name }));
      return ok({ forgotten_in_ms: PRESENCE_TTL_MS });
    },
);

const listPresence = endpoint(
  {
    method: 'get',
    path: '/api/presence',
    tag: 'presence',
    summary: 'Who looks at a conversation or writes in it',
    access: 'viewer',
    query: z.strictObject({ conversation_id: z.uuid() }),
    answers: {
      200: {
        description: 'Those who have said so within eight seconds',
        schema: one(z.array(Presence.extend({}).openapi('Presence'))),
      },
    },
    refusals: [],
  },
  ({ presence }: Deps) =>
    async function listPresence({ query }) {
      return ok(await withRedis(() => presence.list(query.conversation_id)));
    },
);

async function withRedis<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new AppError('queue_unavailable', 'Nobody can be asked just now.', { cause });
  }
}

/** Who looks at what: in Redis alone, and lost with it. */
export const presence = apiModule([sayPresence, listPresence], ({ redis, now }, config) => ({
  presence: createPresenceBoard({ redis, prefix: config.queuePrefix, now }),
}));
