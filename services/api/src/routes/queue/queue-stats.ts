import { CallHealth } from '@ringback/shared/db/calls/call-health.ts';
import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { Resting } from '@ringback/shared/db/health/resting.ts';
import { WaitingHealth } from '@ringback/shared/db/health/waiting-health.ts';
import type { SuppressionList } from '@ringback/shared/db/leads/suppression-list.ts';
import { Spent } from '@ringback/shared/db/spend.ts';
import { SwitchRow } from '@ringback/shared/db/switches.ts';
import { TextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { CATALOG } from '@ringback/shared/jobs/catalog.ts';
import type { Inspector } from '@ringback/shared/queue/inspect.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import type { ReadHealth } from '../../health/read-health.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';

type Deps = {
  inspector: Pick<Inspector, 'numbers'>;
  suppressionList: Pick<SuppressionList, 'count'>;
  callLists: Pick<CallLists, 'linesInUse'>;
  maxLiveCalls: number;
  readCallHealth: (now: Date) => Promise<CallHealth>;
  readHealth: ReadHealth;
  now: Now;
};

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

export const queueStats = endpoint(
  {
    method: 'get',
    path: '/api/queue/stats',
    tag: 'queue',
    summary: 'The load and health of queues, calls and texts',
    access: 'viewer',
    answers: {
      200: {
        description: 'The current numbers',
        schema: one(
          z.object({
            queue_reachable: z.boolean(),
            queues: z.array(Queue),
            calls: CallHealth,
            lines: z.object({ in_use: z.number().int(), limit: z.number().int() }).openapi({
              description: 'Outbound calls on the line now, and how many may be at once.',
            }),
            suppressed_numbers: z.number().int(),
            texts: TextHealth.extend({ filtered_ratio: z.number() }),
            waiting: WaitingHealth.clone().openapi({
              description:
                'What waits for a person, or for a judgment. GET /api/analyses lists what is to be reviewed.',
            }),
            money: Spent.extend({
              budgets: z.array(
                z.object({
                  budget: z.enum(['day', 'calls', 'texts']),
                  limit_usd: z.number(),
                  used: z.number().openapi({ description: '1 is the whole budget.' }),
                }),
              ),
            }).openapi({ description: 'The costs of this UTC day, with their budgets.' }),
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
            resting: Resting.clone().openapi({
              description:
                'What is paused after repeated failures: `voice` (only a trial call is placed) or `language_model`.',
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
  },
  ({
    inspector,
    suppressionList,
    callLists,
    maxLiveCalls,
    readCallHealth,
    readHealth,
    now,
  }: Deps) =>
    async function queueStats() {
      const at = now();
      const [queues, calls, inUse, suppressed, health] = await Promise.all([
        inspector.numbers(CATALOG, at).catch(() => null),
        readCallHealth(at),
        callLists.linesInUse(),
        suppressionList.count(),
        readHealth(at),
      ]);
      return ok({
        queue_reachable: queues !== null,
        queues: queues ?? [],
        calls,
        lines: { in_use: inUse, limit: maxLiveCalls },
        suppressed_numbers: suppressed,
        ...health,
      });
    },
);
