import type { Resting } from '@ringback/shared/db/health/resting.ts';
import type { WaitingHealth } from '@ringback/shared/db/health/waiting-health.ts';
import type { Spent } from '@ringback/shared/db/spend.ts';
import type { Switches } from '@ringback/shared/db/switches.ts';
import type { TextHealth } from '@ringback/shared/db/texts/text-health.ts';
import type { WebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { budgetUse, type Ceilings } from '@ringback/shared/domain/policy/ceilings.ts';
import { JOB_SERVICES } from '@ringback/shared/jobs/define-job.ts';
import type { Heartbeats } from '@ringback/shared/queue/heartbeats.ts';
import { warningsOf } from './warnings-of.ts';

type Deps = {
  readSpend: (now: Date) => Promise<Spent>;
  ceilings: Pick<Ceilings, 'budgets'>;
  readTextHealth: (now: Date) => Promise<TextHealth>;
  readWaiting: (now: Date) => Promise<WaitingHealth>;
  receipts: Pick<WebhookReceipts, 'times'>;
  switches: Pick<Switches, 'list'>;
  life: Pick<Heartbeats, 'read'>;
  readResting: (now: Date) => Promise<Resting>;
};

/** Webhooks whose absence is a warning, by provider and kind. */
export const WEBHOOKS = [
  'twilio/status',
  'twilio/text_callback',
  'twilio/text_inbound',
  'retell/chat',
  'retell/status',
] as const;

/** A canary runs every 15 seconds. */
const SILENT_PROCESSOR_SECONDS = 60;

export type Health = Awaited<ReturnType<ReadHealth>>;
export type ReadHealth = ReturnType<typeof createReadHealth>;

/** The health of texting, and a one-word warning for each thing that is wrong. */
export function createReadHealth(deps: Deps) {
  const { readTextHealth, readWaiting, readSpend, receipts, switches, life, readResting } = deps;
  return async function readHealth(at: Date) {
    const [texts, waiting, spent, times, states, resting, signs] = await Promise.all([
      readTextHealth(at),
      readWaiting(at),
      readSpend(at),
      receipts.times([...WEBHOOKS]),
      switches.list(),
      readResting(at),
      life.read(JOB_SERVICES).catch(() => null),
    ]);
    const secondsSince = (moment: string | Date | null | undefined) =>
      moment ? Math.max(0, Math.round((at.getTime() - new Date(moment).getTime()) / 1000)) : null;

    const webhooks = WEBHOOKS.map((webhook) => ({
      webhook,
      last_at: times[webhook] ? new Date(times[webhook]).toISOString() : null,
      silent_seconds: secondsSince(times[webhook]),
    }));
    // Without Redis their state is unknown; another warning reports that outage.
    const processors = JOB_SERVICES.map((processor, n) => {
      const silent = secondsSince(signs?.[n]);
      return {
        processor,
        last_sign_at: signs?.[n]?.toISOString() ?? null,
        silent_seconds: silent,
        running: silent !== null && silent <= SILENT_PROCESSOR_SECONDS,
      };
    });
    const { sent_last_hour: sent, filtered_last_hour: filtered } = texts;
    const budgets = budgetUse(spent, deps.ceilings).map(({ budget, limitUsd, used }) => ({
      budget,
      limit_usd: limitUsd,
      used,
    }));
    const warnings = warningsOf({
      ...{ texts, waiting, resting, budgets, switches: states },
      isProcessorGone: signs !== null && processors.some(({ running }) => !running),
      callbackSilence: secondsSince(texts.last_callback_at),
      sentSince: secondsSince(texts.last_sent_at),
    });
    return {
      texts: { ...texts, filtered_ratio: sent > 0 ? filtered / sent : 0 },
      waiting,
      money: { ...spent, budgets },
      webhooks,
      processors,
      switches: states,
      resting,
      warnings,
    };
  };
}
