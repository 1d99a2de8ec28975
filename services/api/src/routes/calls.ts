import type { Analyses } from '@ringback/shared/db/analyses.ts';
import { CallEventRow, type CallLists } from '@ringback/shared/db/call-lists.ts';
import type { Calls } from '@ringback/shared/db/calls.ts';
import { DecisionRow, type Decisions } from '@ringback/shared/db/decisions.ts';
import { AnalysisRow, CallRow, TurnRow } from '@ringback/shared/db/rows.ts';
import type { Transcripts } from '@ringback/shared/db/transcripts.ts';
import { CALL_STATUSES, isEnded, isLive } from '@ringback/shared/domain/call.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { endCall } from '@ringback/shared/jobs/catalog.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { moment, numericId, pageSize, text } from '../http/fields.ts';
import { many, ok, one, page, type Route, route, spec } from '../http/route.ts';

type Deps = {
  callLists: CallLists;
  calls: Pick<Calls, 'deny'>;
  transcripts: Pick<Transcripts, 'list'>;
  analyses: Pick<Analyses, 'ofCall'>;
  decisions: Pick<Decisions, 'ofCall'>;
  producer: Pick<Producer, 'enqueue' | 'revive'>;
  now: () => Date;
};

const Call = CallRow.extend({}).openapi('Call');
const byId = z.object({ id: z.uuid() });
const Position = z.object({ createdAt: moment, id: z.uuid() });

const listSpec = spec({
  method: 'get',
  path: '/api/calls',
  tag: 'calls',
  summary: 'Calls, newest first',
  access: 'viewer',
  query: z.strictObject({
    limit: pageSize,
    cursor: text(300).optional(),
    status: z.enum(CALL_STATUSES).optional(),
    lead_id: numericId.optional(),
    outcome: z
      .enum(OUTCOMES)
      .optional()
      .openapi({ description: 'How the call ended, as it was judged.' }),
  }),
  answers: { 200: { description: 'One page', schema: many(Call) } },
  refusals: [],
});

const getSpec = spec({
  method: 'get',
  path: '/api/calls/{id}',
  tag: 'calls',
  summary: 'One call with all that hangs on it',
  access: 'viewer',
  params: byId,
  answers: {
    200: {
      description: 'The call',
      schema: one(
        CallRow.extend({
          events: z.array(CallEventRow),
          transcript: z.array(TurnRow),
          analysis: AnalysisRow.nullable(),
          decisions: z.array(DecisionRow),
        }).openapi('CallInFull'),
      ),
    },
  },
  refusals: [404],
});

const hangupSpec = spec({
  method: 'post',
  path: '/api/calls/{id}/hangup',
  tag: 'calls',
  summary: 'End a live call, or cancel one that has not been placed yet',
  access: 'agent',
  params: byId,
  answers: {
    202: {
      description: 'A worker will hang up',
      schema: one(
        z.object({ call_id: z.uuid(), job_id: z.string().nullable(), status: z.string() }),
      ),
    },
    200: {
      description: 'Canceled before it was placed',
      schema: one(
        z.object({ call_id: z.uuid(), job_id: z.string().nullable(), status: z.string() }),
      ),
    },
  },
  refusals: [404, 409],
});

const CANCELED = { rule: 'canceled_by_operator', reason: 'An operator canceled the call.' };

export const callSpecs = [listSpec, getSpec, hangupSpec];

export function callRoutes(deps: Deps): Route[] {
  const { callLists, calls, transcripts, analyses, decisions, producer, now } = deps;

  return [
    route(listSpec, async ({ query }) => {
      const { limit, status, lead_id, outcome } = query;
      const before = readCursor(Position, query.cursor);
      const found = await callLists.list({
        limit: limit + 1,
        ...(before ? { before } : {}),
        ...(status ? { status } : {}),
        ...(lead_id === undefined ? {} : { leadId: lead_id }),
        ...(outcome ? { outcome } : {}),
      });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return page(rows, last ? writeCursor({ createdAt: last.created_at, id: last.id }) : null);
    }),

    route(getSpec, async ({ params }) => {
      const call = await find(params.id);
      const [events, transcript, analysis, decided] = await Promise.all([
        callLists.eventsOf(call.id),
        call.call_sid ? transcripts.list(call.call_sid) : [],
        analyses.ofCall(call.id),
        decisions.ofCall(call.id),
      ]);
      return ok({ ...call, events, transcript, analysis, decisions: decided });
    }),

    route(hangupSpec, async ({ params }) => {
      const call = await find(params.id);
      if (isEnded(call.status)) throw new AppError('conflict', 'The call has ended already.');
      if (!isLive(call.status) && (await calls.deny(call.id, CANCELED, now()))) {
        return ok({ call_id: call.id, job_id: null, status: 'canceled' });
      }
      const payload = { callId: call.id, reason: 'operator' as const };
      const revived = await producer.revive(endCall, payload);
      if (!revived) await producer.enqueue(endCall, payload, { priority: 'high' });
      const data = { call_id: call.id, job_id: endCall.id(payload), status: call.status };
      return { status: 202, data };
    }),
  ];

  async function find(id: string): Promise<CallRow> {
    const call = await callLists.find(id);
    if (!call) throw new AppError('not_found', 'There is no such call.');
    return call;
  }
}
