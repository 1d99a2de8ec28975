import type { CannedReplies } from '@ringback/shared/db/texts/canned-replies.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, noSuchReply } from './reply.ts';

type Deps = { replies: Pick<CannedReplies, 'delete'>; now: Now };

export const deleteReply = endpoint(
  {
    method: 'delete',
    path: '/api/replies/{id}',
    tag: 'replies',
    summary: 'Keep these words no longer',
    access: 'agent',
    params: byId,
    answers: { 200: { description: 'Gone', schema: one(z.object({ id: z.uuid() })) } },
    refusals: [404],
  },
  ({ replies, now }: Deps) =>
    async function deleteReply({ params }, { caller }) {
      if (!(await replies.delete(params.id, actorOf(caller), now()))) throw noSuchReply();
      return ok({ id: params.id });
    },
);
