import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';
import { NOT_PUBLIC, type TargetRules, targetFault } from '../../domain/webhooks/target.ts';
import { guardedLookup, PrivateTarget, type Resolve, resolveName } from './guarded-lookup.ts';
import type { SendWebhook, WebhookAnswer } from './port.ts';

type Options = TargetRules & { timeoutMs?: number; resolve?: Resolve };

const MOST_READ = 16_384;

/**
 * Posts to endpoints of the operator, and to nothing in our own network. Redirects are not
 * followed.
 */
export function createSendWebhook(options: Options): SendWebhook & { close: () => Promise<void> } {
  const { timeoutMs = 10_000, resolve = resolveName } = options;
  const agent = new Agent({
    connect: { lookup: guardedLookup(options, resolve), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

  const send: SendWebhook = async ({ id, url, secret, at, body }, { signal }) => {
    // An IP address is connected to without being looked up.
    const fault = targetFault(url, options);
    if (fault !== null) return { kind: 'refused', reason: fault };
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs * 2)]),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Ringback-Webhooks/1',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': new Webhook(secret).sign(id, at, body),
        },
        body,
      });
      // The rest of its answer is ignored.
      await answer.body.dump({ limit: MOST_READ }).catch(() => undefined);
      const askedMs = pauseIn(answer.headers['retry-after']);
      return { kind: 'answered', status: answer.statusCode, askedMs };
    } catch (thrown) {
      return withoutAnswer(thrown);
    }
  };
  return Object.assign(send, { close: () => agent.destroy() });
}

function withoutAnswer(thrown: unknown): WebhookAnswer {
  if (thrown instanceof PrivateTarget) return { kind: 'refused', reason: NOT_PUBLIC };
  const { code, name } = thrown as { code?: unknown; name?: unknown };
  return { kind: 'no_answer', reason: String(code ?? name ?? 'unknown') };
}

/** Only whole seconds are accepted: a date would depend on the receiver's clock. */
function pauseIn(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,7}$/.test(header) ? Number(header) * 1_000 : null;
}
