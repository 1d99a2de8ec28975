import { createAgents } from '@ringback/shared/db/agents.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createCannedReplies } from '@ringback/shared/db/texts/canned-replies.ts';
import { apiModule } from '../api-module.ts';
import { deleteReply } from './delete-reply.ts';
import { listReplies } from './list-replies.ts';
import { renderReply } from './render-reply.ts';
import { changeReply, createReply } from './save-reply.ts';

/** Words that people keep ready. */
export const replies = apiModule(
  [listReplies, createReply, changeReply, deleteReply, renderReply],
  ({ db, ids, now }) => ({
    replies: createCannedReplies(db),
    leads: createLeads(db),
    agents: createAgents(db),
    newId: ids.uuid,
    now,
  }),
);
