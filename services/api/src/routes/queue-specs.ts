import { CallHealth } from '@ringback/shared/db/call-health.ts';
import { Resting } from '@ringback/shared/db/resting.ts';
import { CallRow } from '@ringback/shared/db/rows.ts';
import { Spent } from '@ringback/shared/db/spend.ts';
import { SwitchRow } from '@ringback/shared/db/switches.ts';
import { TextHealth } from '@ringback/shared/db/text-health.ts';
import { ConversationRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import { WaitingHealth } from '@ringback/shared/db/waiting-health.ts';
import { CLEANUP_TASKS } from '@ringback/shared/jobs/catalog.ts';
import { CleanupReport } from '@ringback/shared/jobs/cleanup-report.ts';
import { z } from 'zod';
import { callSid, text } from '../http/fields.ts';
import { one, spec } from '../http/route.ts';

export const analyzeSpec = spec({
  method: 'post',
  path: '/api/queue/analyze-conversation',
  tag: 'queue',
  summary: 'Analyse a call, or a conversation in texts, again',
  access: 'agent',
  body: z
    .strictObject({ call_sid: callSid.optional(), conversation_id: z.uuid().optional() })
    .refine((body) => (body.call_sid === undefined) !== (body.conversation_id === undefined), {
      path: ['call_sid'],
      message: 'either call_sid or conversation_id',
      params: { found: 'both or neither' },
      when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
    }),
  answers: {
    202: {
      description: 'Accepted',
      schema: one(z.object({ job_id: z.string(), queued: z.boolean() })),
    },
  },
  refusals: [404, 409],
});

export const cleanupSpec = spec({
  method: 'post',
  path: '/api/queue/cleanup',
  tag: 'queue',
  summary: 'Find and mend what was left behind',
  description: 'A worker does it and this waits for the report, for up to 25 seconds.',
  access: 'agent',
  body: z.strictObject({ task: z.enum(CLEANUP_TASKS).default('all') }),
  answers: { 200: { description: 'What was done', schema: one(CleanupReport) } },
  refusals: [504],
});

const Queue = z.object({
  name: z.string(),
  waiting: z.number().int(),
  prioritized: z.number().int(),
  delayed: z.number().int(),
  active: z.number().int(),
  failed: z.number().int(),
  completed: z.number().int(),
  paused: z.boolean(),
  oldest_waiting_seconds: z.number(),
});

export const statsSpec = spec({
  method: 'get',
  path: '/api/queue/stats',
  tag: 'queue',
  summary: 'How busy the queues, calls and texts are, and how healthy',
  access: 'viewer',
  answers: {
    200: {
      description: 'Numbers of this moment',
      schema: one(
        z.object({
          queue_reachable: z.boolean(),
          queues: z.array(Queue),
          calls: CallHealth,
          suppressed_numbers: z.number().int(),
          texts: TextHealth.extend({ filtered_ratio: z.number() }),
          waiting: WaitingHealth.openapi({
            description:
              'What waits for a person, or a judge. GET /api/analyses lists what is to be reviewed.',
          }),
          money: Spent.extend({
            budgets: z.array(
              z.object({
                budget: z.enum(['day', 'calls', 'texts']),
                limit_usd: z.number(),
                used: z.number().openapi({ description: '1 is all of it.' }),
              }),
            ),
          }).openapi({ description: 'What this UTC day has cost, and of which budgets.' }),
          webhooks: z.array(
            z.object({
              webhook: z.string(),
              last_at: z.string().nullable(),
              silent_seconds: z.number().nullable(),
            }),
          ),
          processors: z.array(
            z.object({
              processor: z.string(),
              last_sign_at: z.string().nullable(),
              silent_seconds: z.number().nullable(),
              running: z.boolean(),
            }),
          ),
          switches: z.array(SwitchRow),
          resting: Resting.openapi({
            description:
              'What rests after failures in a row: `voice` (nobody is dialed but one call that tries) or `language_model`.',
          }),
          warnings: z.array(z.string()).openapi({
            description:
              'What is wrong: processor_not_running, webhooks_silent, inbound_webhooks_lost, inbound_look_overdue, texts_overdue, person_awaited, analyses_overdue, texts_filtered, budget_nearly_spent, texts_switched_off, calls_switched_off, voice_rests, language_model_rests.',
          }),
        }),
      ),
    },
  },
  refusals: [],
});

export const jobSpec = spec({
  method: 'get',
  path: '/api/queue/jobs/{id}',
  tag: 'queue',
  summary: 'One job and what it is about',
  description:
    'Of what is done the last thousand of a kind, or a day of them, are known as `completed`; before that the state is `not_queued`, and the row tells the rest. While the queue is down the state is `unknown`.',
  access: 'viewer',
  params: z.object({ id: text(120) }),
  answers: {
    200: {
      description: 'The job',
      schema: one(
        z.object({
          job_id: z.string(),
          queue: z.string(),
          state: z.string(),
          attempts: z.number().int().nullable(),
          added_at: z.string().nullable(),
          due_at: z.string().nullable(),
          failure: z.string().nullable(),
          call: CallRow.nullable(),
          message: MessageRow.nullable(),
          conversation: ConversationRow.nullable(),
        }),
      ),
    },
  },
  refusals: [404],
});
