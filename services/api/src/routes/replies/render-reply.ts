import type { Agents } from '@ringback/shared/db/agents.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { CannedReplies } from '@ringback/shared/db/texts/canned-replies.ts';
import { fill, render } from '@ringback/shared/domain/texts/template.ts';
import { templateValues } from '@ringback/shared/domain/texts/template-values.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, noSuchReply } from './reply.ts';

type Deps = {
  replies: Pick<CannedReplies, 'find'>;
  leads: Pick<Leads, 'get'>;
  agents: Pick<Agents, 'list'>;
};

export const renderReply = endpoint(
  {
    method: 'post',
    path: '/api/replies/{id}/render',
    tag: 'replies',
    summary: 'The words as this lead would get them',
    description: 'What nobody knows of the lead stays as it is written, and stands in `missing`.',
    access: 'agent',
    params: byId,
    body: z.strictObject({ lead_id: z.int().positive() }),
    answers: {
      200: {
        description: 'The words',
        schema: one(z.object({ body: z.string(), missing: z.array(z.string()) })),
      },
    },
    refusals: [404],
  },
  ({ replies, leads, agents }: Deps) =>
    async function renderReply({ params, body: { lead_id } }) {
      const [reply, lead, all] = await Promise.all([
        replies.find(params.id),
        leads.get(lead_id),
        agents.list(),
      ]);
      if (!reply) throw noSuchReply();
      const values = templateValues(lead, all.find(({ is_default }) => is_default) ?? null);
      const rendered = render(reply.body, values);
      if (rendered.ok) return ok({ body: rendered.text, missing: [] });
      const kept = fill(reply.body, ({ name, fallback }) => {
        const value = values[name];
        return value == null || value === '' ? (fallback ?? `{{${name}}}`) : String(value);
      });
      return ok({ body: kept, missing: rendered.missing });
    },
);
