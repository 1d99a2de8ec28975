import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { Decisions } from '@ringback/shared/db/decisions.ts';
import type { Appointments } from '@ringback/shared/db/leads/appointments.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { endpoint } from '../../http/endpoint.ts';
import { many, page } from '../../http/route.ts';
import { byId } from './lead.ts';
import { TimelineEntry, timelineOf } from './timeline.ts';

type Deps = {
  leads: Pick<Leads, 'get'>;
  callLists: Pick<CallLists, 'list' | 'analysesOfLead'>;
  messages: Pick<Messages, 'ofLead'>;
  decisions: Pick<Decisions, 'ofLead'>;
  appointments: Pick<Appointments, 'ofLead'>;
};

const STORY = 200;

export const getTimeline = endpoint(
  {
    method: 'get',
    path: '/api/leads/{id}/timeline',
    tag: 'leads',
    summary: 'The timeline of a lead, oldest first',
    description: 'Up to 200 of each: calls, texts, analyses, decisions, appointments.',
    access: 'viewer',
    params: byId,
    answers: { 200: { description: 'The story', schema: many(TimelineEntry) } },
    refusals: [404],
  },
  ({ leads, callLists, messages, decisions, appointments }: Deps) =>
    async function getTimeline({ params }) {
      const leadId = params.id;
      const [, called, texts, analyses, decided, booked] = await Promise.all([
        leads.get(leadId),
        callLists.list({ leadId, limit: STORY }),
        messages.ofLead(leadId, STORY),
        callLists.analysesOfLead(leadId, STORY),
        decisions.ofLead(leadId, STORY),
        appointments.ofLead(leadId, STORY),
      ]);
      return page(
        timelineOf({ calls: called, texts, analyses, decisions: decided, appointments: booked }),
        null,
      );
    },
);
