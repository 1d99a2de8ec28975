import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import type { Hook } from './order.ts';
import { type Delivery, readOverrides } from './overrides.ts';
import { sign } from './signature.ts';

/** What came back: an HTTP answer, or none. */
export type Reply =
  | { kind: 'answer'; status: number; contentType: string; body: string }
  | { kind: 'no-connection' }
  | { kind: 'no-answer' };

/** Sends a signed webhook and retries it as its URL asks. The token is the same over the retries. */
export async function sendWebhook(
  world: World,
  hook: Hook,
  params: Record<string, string>,
  token: string = randomUUID(),
): Promise<Reply> {
  const { address, delivery } = readOverrides(hook.url);
  if (delivery.invalid)
    world.report(11243, params['CallSid'] ?? params['MessageSid'] ?? null, address);
  const deadline = AbortSignal.any([AbortSignal.timeout(delivery.totalMs), world.stopped]);
  for (let attempt = 0; ; attempt += 1) {
    const reply = await send(
      world,
      { url: address, method: hook.method },
      params,
      token,
      delivery,
      deadline,
    );
    const again = attempt < delivery.retries && !deadline.aborted && asksForRetry(reply, delivery);
    if (!again) return reply;
  }
}

async function send(
  world: World,
  hook: Hook,
  params: Record<string, string>,
  token: string,
  delivery: Delivery,
  deadline: AbortSignal,
): Promise<Reply> {
  const form = new URLSearchParams(params).toString();
  const posts = hook.method === 'POST';
  const url = posts ? hook.url : `${hook.url}${hook.url.includes('?') ? '&' : '?'}${form}`;
  try {
    const response = await fetch(url, {
      method: hook.method,
      headers: {
        'X-Twilio-Signature': sign(world.config.authToken, url, posts ? params : {}),
        'I-Twilio-Idempotency-Token': token,
        'User-Agent': 'TwilioProxy/1.1',
        ...(posts ? { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
      },
      ...(posts ? { body: form } : {}),
      signal: AbortSignal.any([deadline, AbortSignal.timeout(delivery.readMs)]),
    });
    const body = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    return { kind: 'answer', status: response.status, contentType, body };
  } catch (thrown) {
    const timedOut =
      thrown instanceof Error && (thrown.name === 'TimeoutError' || thrown.name === 'AbortError');
    return { kind: timedOut ? 'no-answer' : 'no-connection' };
  }
}

function asksForRetry(reply: Reply, { policies }: Delivery): boolean {
  const wants = (policy: string) => policies.has(policy) || policies.has('all');
  if (reply.kind === 'no-connection') return wants('ct');
  if (reply.kind === 'no-answer') return wants('rt');
  return (
    (reply.status >= 500 && wants('5xx')) ||
    (reply.status >= 400 && reply.status < 500 && wants('4xx'))
  );
}
