import type { CannedReplies } from '@ringback/shared/db/texts/canned-replies.ts';
import { endpoint } from '../../http/endpoint.ts';
import { many, page } from '../../http/route.ts';
import { Reply, replyOf } from './reply.ts';

export const listReplies = endpoint(
  {
    method: 'get',
    path: '/api/replies',
    tag: 'replies',
    summary: 'Words kept ready, by name',
    access: 'viewer',
    answers: { 200: { description: 'All of them', schema: many(Reply) } },
    refusals: [],
  },
  ({ replies }: { replies: Pick<CannedReplies, 'list'> }) =>
    async function listReplies() {
      return page((await replies.list()).map(replyOf), null);
    },
);
