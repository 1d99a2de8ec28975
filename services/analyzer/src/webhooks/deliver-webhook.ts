import type { WebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { nextAttempt } from '@ringback/shared/domain/webhooks/next-attempt.ts';
import type { deliverWebhook } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import { WRITERS } from '@ringback/shared/providers/webhooks/formats/write-body.ts';
import type { SendWebhook, WebhookAnswer } from '@ringback/shared/providers/webhooks/port.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  deliveries: Pick<WebhookDeliveries, 'begin' | 'record'>;
  send: SendWebhook;
  /** Where messages for people lead to; null: they have no link. */
  dashboardUrl: string | null;
  /** From 0 to 1: spreads retries that failed together. */
  chance: () => number;
  /** Called with every attempt. */
  observe: (outcome: 'delivered' | 'retried' | 'dead') => void;
  now: Now;
};

/** Longer than an attempt may take; then the sweep makes another one, under the same id. */
const LEASE_MS = 60_000;

/**
 * Makes one attempt to deliver one message. A message may arrive twice, if the process crashes before
 * the delivery is recorded: the receiver knows it by its id. The row holds the time of the retry.
 */
export function createDeliverWebhook(deps: Deps): Processor<PayloadOf<typeof deliverWebhook>> {
  const { deliveries, send, dashboardUrl, chance, observe, now } = deps;

  return async function deliverWebhook({ deliveryId }, { log, signal }) {
    const begun = await deliveries.begin(deliveryId, LEASE_MS, now());
    if (begun.verdict === 'skip') return { kind: 'skip', reason: begun.reason };
    if (begun.verdict === 'wait') return { kind: 'skip', reason: 'not due' };

    const { url, secret } = begun;
    const body = JSON.stringify(WRITERS[begun.format]({ ...begun, dashboardUrl }));
    const message = { id: deliveryId, url, secret, at: now(), body };
    const answer = await send(message, { signal });

    const delivered = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
    const next = delivered ? null : triedAgain(answer, begun.attempts);
    await deliveries.record(
      deliveryId,
      begun.fence,
      {
        delivered,
        status: answer.kind === 'answered' ? answer.status : null,
        error: answer.kind === 'answered' ? null : answer.reason,
        next_at: next?.toISOString() ?? null,
        gone: isGone(answer),
      },
      now(),
    );
    const outcome = delivered ? 'delivered' : next ? 'retried' : 'dead';
    observe(outcome);
    const facts = { deliveryId, event: begun.event, attempt: begun.attempts, outcome };
    // A person has to look: there will be no further attempt.
    log[outcome === 'dead' ? 'error' : 'info'](facts, 'webhook attempted');
    return { kind: 'done' };
  };

  function triedAgain(answer: WebhookAnswer, attempts: number): Date | null {
    if (isGone(answer)) return null;
    const askedMs = answer.kind === 'answered' ? answer.askedMs : null;
    return nextAttempt({ attempts, askedMs, chance: chance(), now: now() });
  }
}

const isGone = (answer: WebhookAnswer) => answer.kind === 'answered' && answer.status === 410;
