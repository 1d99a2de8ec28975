import type { Resting } from '@ringback/shared/db/resting.ts';
import type { Spent } from '@ringback/shared/db/spend.ts';
import type { Switches } from '@ringback/shared/db/switches.ts';
import type { TextHealth } from '@ringback/shared/db/text-health.ts';
import type { WaitingHealth } from '@ringback/shared/db/waiting-health.ts';
import type { WebhookReceipts } from '@ringback/shared/db/webhook-receipts.ts';
import { budgetUse, type Ceilings, NEARLY_SPENT } from '@ringback/shared/domain/policy/ceilings.ts';
import { isFilteredTooOften } from '@ringback/shared/domain/texts/after-text-error.ts';
import { JOB_SERVICES } from '@ringback/shared/jobs/define-job.ts';
import type { SignsOfLife } from '@ringback/shared/queue/signs-of-life.ts';

type Deps = {
  readSpend: (now: Date) => Promise<Spent>;
  ceilings: Pick<Ceilings, 'budgets'>;
  readTextHealth: (now: Date) => Promise<TextHealth>;
  readWaiting: (now: Date) => Promise<WaitingHealth>;
  receipts: Pick<WebhookReceipts, 'times'>;
  switches: Pick<Switches, 'list'>;
  life: Pick<SignsOfLife, 'read'>;
  readResting: (now: Date) => Promise<Resting>;
};

/** Webhooks whose silence means something, by provider and kind. */
export const WEBHOOKS = [
  'twilio/status',
  'twilio/text_callback',
  'twilio/text_inbound',
  'retell/chat',
  'retell/status',
] as const;

/** A canary sings every quarter of a minute. */
const SILENT_PROCESSOR_SECONDS = 60;
/** A carrier that took texts and tells nothing for so long has lost our address, or we its news. */
const SILENT_CALLBACKS_SECONDS = 15 * 60;
const OVERDUE_SECONDS = 5 * 60;
/** A lead who asked for a person does not wait for ever. */
const PERSON_AWAITED_SECONDS = 30 * 60;
const JUDGE_AWAITED_SECONDS = 15 * 60;
/** The carrier's list of what came in is read every minute, up to a minute ago. */
const LOOK_OVERDUE_SECONDS = 15 * 60;

export type Health = Awaited<ReturnType<ReadHealth>>;
export type ReadHealth = ReturnType<typeof createReadHealth>;

/** How the texting side is, and in one word each what is wrong with it. */
export function createReadHealth(deps: Deps) {
  const { readTextHealth, readWaiting, readSpend, receipts, switches, life, readResting } = deps;
  return async (at: Date) => {
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
    // Without Redis nobody knows of them; that it is away is said elsewhere.
    const processors = JOB_SERVICES.map((processor, n) => {
      const silent = secondsSince(signs?.[n]);
      return {
        processor,
        last_sign_at: signs?.[n]?.toISOString() ?? null,
        silent_seconds: silent,
        running: silent !== null && silent <= SILENT_PROCESSOR_SECONDS,
      };
    });
    const isOff = (channel: 'calls' | 'texts') =>
      states.some(
        ({ name, is_on }) => is_on && (name === 'stop_all' || name === `stop_${channel}`),
      );
    const { sent_last_hour: sent, filtered_last_hour: filtered } = texts;
    const budgets = budgetUse(spent, deps.ceilings).map(({ budget, limitUsd, used }) => ({
      budget,
      limit_usd: limitUsd,
      used,
    }));
    const silentFor = secondsSince(texts.last_callback_at);
    const sentFor = secondsSince(texts.last_sent_at);
    const warnings = [
      ...(signs !== null && processors.some(({ running }) => !running)
        ? ['processor_not_running']
        : []),
      // Silence counts from the last text that should have been answered by news.
      ...(sent > 0 &&
      sentFor !== null &&
      (silentFor ?? Infinity) - sentFor > SILENT_CALLBACKS_SECONDS
        ? ['webhooks_silent']
        : []),
      ...(texts.found_last_hour > 0 ? ['inbound_webhooks_lost'] : []),
      ...((texts.inbound_looked_seconds ?? 0) > LOOK_OVERDUE_SECONDS
        ? ['inbound_look_overdue']
        : []),
      ...(texts.inbound_unread === null ? [] : ['inbound_not_read']),
      ...(Math.max(texts.oldest_step_seconds, texts.oldest_due_seconds) > OVERDUE_SECONDS
        ? ['texts_overdue']
        : []),
      ...(waiting.for_person_seconds > PERSON_AWAITED_SECONDS ? ['person_awaited'] : []),
      ...(waiting.for_judge_seconds > JUDGE_AWAITED_SECONDS ? ['analyses_overdue'] : []),
      ...(isFilteredTooOften({ filtered, sent }) ? ['texts_filtered'] : []),
      ...(budgets.some(({ used }) => used >= NEARLY_SPENT) ? ['budget_nearly_spent'] : []),
      ...(isOff('texts') ? ['texts_switched_off'] : []),
      ...(isOff('calls') ? ['calls_switched_off'] : []),
      ...resting.map(({ name }) => `${name}_rests`),
    ];
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
