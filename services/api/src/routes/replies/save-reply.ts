import type { CannedReplies } from '@ringback/shared/db/texts/canned-replies.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, noSuchReply, Reply, refuseMalformed, replyFields, replyOf } from './reply.ts';

type Deps = { replies: Pick<CannedReplies, 'save'>; now: Now; newId: () => string };

export const createReply = endpoint(
  {
    method: 'post',
    path: '/api/replies',
    tag: 'replies',
    summary: 'Keep words ready',
    description:
      'With variables as in a campaign: `{{first_name|there}}`. `findings` says what carriers and leads may make of them; a person reads them before they are sent.',
    access: 'agent',
    body: z.strictObject(replyFields),
    answers: { 201: { description: 'Kept', schema: one(Reply) } },
    refusals: [409],
  },
  ({ replies, now, newId }: Deps) =>
    async function createReply({ body }, { caller }) {
      refuseMalformed(body.body);
      const { reply } = await replies.save({ id: newId(), ...body }, actorOf(caller), now());
      if (!reply) throw nameTaken();
      return { status: 201, data: replyOf(reply) };
    },
);

export const changeReply = endpoint(
  {
    method: 'patch',
    path: '/api/replies/{id}',
    tag: 'replies',
    summary: 'Change words kept ready',
    access: 'agent',
    params: byId,
    body: z.strictObject(replyFields).partial(),
    answers: { 200: { description: 'Changed', schema: one(Reply) } },
    refusals: [404, 409],
  },
  ({ replies, now }: Deps) =>
    async function changeReply({ params, body }, { caller }) {
      refuseMalformed(body.body);
      const known = { id: params.id, ...body };
      const { result, reply } = await replies.save(known, actorOf(caller), now());
      if (result === 'name_taken') throw nameTaken();
      if (!reply) throw noSuchReply();
      return ok(replyOf(reply));
    },
);

const nameTaken = () => new AppError('conflict', 'There are words of this name already.');
