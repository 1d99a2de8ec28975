import type { Analyses } from '@ringback/shared/db/calls/analyses.ts';
import { CallEventRow, type CallLists, CallToolRow } from '@ringback/shared/db/calls/call-lists.ts';
import type { Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import { DecisionRow, type Decisions } from '@ringback/shared/db/decisions.ts';
import { AnalysisRow, CallRow, TurnRow } from '@ringback/shared/db/rows.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { findCall } from './call.ts';

type Deps = {
  callLists: Pick<CallLists, 'find' | 'eventsOf' | 'toolsOf'>;
  transcripts: Pick<Transcripts, 'list'>;
  analyses: Pick<Analyses, 'ofCall'>;
  decisions: Pick<Decisions, 'ofCall'>;
};

export const getCall = endpoint(
  {
    method: 'get',
    path: '/api/calls/{id}',
    tag: 'calls',
    summary: 'One call with its related data',
    access: 'viewer',
    params: z.object({ id: z.uuid() }),
    answers: {
      200: {
        description: 'The call',
        schema: one(
          CallRow.extend({
            events: z.array(CallEventRow),
            transcript: z.array(TurnRow),
            analysis: AnalysisRow.nullable(),
            decisions: z.array(DecisionRow),
            tools: z.array(CallToolRow),
          }).openapi('CallInFull'),
        ),
      },
    },
    refusals: [404],
  },
  ({ callLists, transcripts, analyses, decisions }: Deps) =>
    async function getCall({ params }) {
      const call = await findCall(callLists, params.id);
      const [events, transcript, analysis, decided, tools] = await Promise.all([
        callLists.eventsOf(call.id),
        call.call_sid ? transcripts.list(call.call_sid) : [],
        analyses.ofCall(call.id),
        decisions.ofCall(call.id),
        callLists.toolsOf(call.id),
      ]);
      return ok({ ...call, events, transcript, analysis, decisions: decided, tools });
    },
);
