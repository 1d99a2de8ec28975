import '../http/zod-openapi.ts';
import type { Events } from '@ringback/shared/db/live/events.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import { ALL_KINDS } from '@ringback/shared/events/kinds.ts';
import { Snapshot } from '@ringback/shared/events/snapshot.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Response } from 'express';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { numericId, pageSize, text } from '../http/fields.ts';
import { ok, one } from '../http/route.ts';
import type { Hub, LiveTiming } from './hub.ts';
import type { LiveMetrics } from './live-metrics.ts';
import type { Relay } from './relay.ts';
import { LiveStream } from './stream.ts';

type Deps = {
  hub: Hub;
  relay: Relay;
  events: Pick<Events, 'page' | 'bounds' | 'snapshot'>;
  findLead: (id: number) => Promise<LeadRow | null>;
  timing: LiveTiming;
  metrics: LiveMetrics;
  newId: () => string;
  log: Logger;
};

const lastEventId = z.string().max(40).optional();

const topics = text(400)
  .regex(
    /^[a-z_-]+(:[\w-]*)?(,[a-z_-]+(:[\w-]*)?)*$/,
    'topics such as lead:6 or call:, with commas',
  )
  .transform((list) => list.split(','))
  .optional()
  .openapi({
    type: 'string',
    example: 'lead:6,call:',
    description:
      'Of what to hear. `lead:6` is that lead and every row that belongs to it, `message:` and the ' +
      'id of a conversation is what is said there, `call:` are all calls. ' +
      `There are ${ALL_KINDS.map(([noun]) => noun).join(', ')}, and presence and call-signals, which are no rows.`,
  });

const openStream = endpoint(
  {
    method: 'get',
    path: '/api/live',
    tag: 'live',
    summary: 'Everything that changes, as it changes',
    description:
      'Server-Sent Events. Each has the id of the log and, as JSON, `{id, topic, type, at, payload}`: ' +
      'the row after the change, or the key of one that is gone. `ready` says where the stream ' +
      'begins. With the id that was heard last, as `Last-Event-ID` or `last_event_id`, nothing in ' +
      'between is lost, on any server; if the log does not go back that far, `reset` says so: load ' +
      'the snapshot again. `bye` says why the server closes it: `unauthorized` within ten seconds of ' +
      'its key being revoked or expired, or of its session having ended. `lead_id` marks the lead as being looked at while ' +
      'the stream is open. `beat` comes every 15 seconds: a stream without anything for longer is dead. `presence` says who looks at a conversation or writes in it; it has no id, and is not told later. `call_signal` says who speaks in a live call, the words as ' +
      'they are spoken, and which tool runs: at most four times a second for a call, without an id.',
    access: 'viewer',
    query: z.object({
      topics,
      lead_id: numericId.optional(),
      last_event_id: lastEventId,
    }),
    headers: z.object({ 'last-event-id': lastEventId }),
    answers: {
      200: { description: 'The stream', contentType: 'text/event-stream', schema: z.string() },
    },
    refusals: [404],
  },
  ({ hub, relay, events, findLead, timing, metrics, newId, log }: Deps) =>
    async function openStream({ query, headers }, { caller, res }) {
      const leadId = query.lead_id ?? null;
      if (leadId !== null && !(await findLead(leadId))) {
        throw new AppError('not_found', 'There is no such lead.', { facts: { leadId } });
      }
      await hub.askAgain(caller.credentialId);
      const streamId = newId();
      const { id: personId, credentialId: callerId } = caller;
      await hub.admit({ personId, streamId });
      if (res.destroyed) {
        // It has left while it was asked after.
        hub.free({ personId, streamId });
        return null;
      }
      const stream = new LiveStream({
        res,
        relay,
        events,
        after: headers['last-event-id'] ?? query.last_event_id ?? null,
        topics: query.topics ?? [],
        callerId: caller.id,
        maxBufferBytes: timing.maxBufferBytes,
        againMs: timing.pollMs,
        onReset: () => metrics.resets.inc(),
        onEnd: (reason) => hub.leave(streamId, reason),
        log,
      });
      sendHead(res);
      hub.seat({ streamId, personId, callerId, leadId }, stream);
      return null;
    },
);

/** A call has many turns, a conversation many texts. */
const PARTS_PER_ROW = 10;

const readSnapshot = endpoint(
  {
    method: 'get',
    path: '/api/snapshot',
    tag: 'live',
    summary: 'The newest rows, and from where on the live stream continues them',
    description:
      'Open the stream with `last_event_id` of this answer, and put each row it tells of in its ' +
      'place. A row belongs in if it is not below the `window`.',
    access: 'viewer',
    query: z.object({ limit: pageSize }),
    answers: { 200: { description: 'The rows', schema: one(Snapshot) } },
    refusals: [],
  },
  ({ relay, events }: Deps) =>
    async function readSnapshot({ query }, { caller, res }) {
      // First the place in the log, then the rows: what is written in between comes twice, never not.
      const last_event_id = await relay.head();
      const rows = await events.snapshot(query.limit, query.limit * PARTS_PER_ROW);
      res.setHeader('cache-control', 'private, no-store');
      const own = rows.conversation_reads.filter(({ reader_id }) => reader_id === caller.id);
      return ok({ ...rows, conversation_reads: own, last_event_id });
    },
);

/** What the dashboard hears. */
export const liveEndpoints = [openStream, readSnapshot];

/** Nobody on the way shall keep it, change it or wait for more of it. */
function sendHead(res: Response): void {
  res.status(200);
  res.setHeader('content-type', 'text/event-stream; charset=utf-8');
  res.setHeader('cache-control', 'no-cache, no-transform');
  res.setHeader('pragma', 'no-cache');
  res.setHeader('x-accel-buffering', 'no');
  res.socket?.setNoDelay(true);
  res.flushHeaders();
}
