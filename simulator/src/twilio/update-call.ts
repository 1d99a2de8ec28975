import type { World } from '../world.ts';
import { type Call, isOver, redirect } from './call.ts';
import { type Refusal, refusal } from './errors.ts';
import { type Form, hook, isWebUrl, one } from './order.ts';

/** `POST Calls/{Sid}.json`: hangs up, or lets other TwiML take over. Returns a refusal or null. */
export function updateCall(world: World, call: Call, form: Form): Refusal | null {
  const status = one(form['Status']);
  const url = hook(form, 'Url', 'Method');
  const twiml = one(form['Twiml']);
  if (status !== null && status !== 'completed' && status !== 'canceled') {
    return refusal(20001, `Status ${status} is not valid`);
  }
  if (url !== null && twiml !== null)
    return refusal(20001, 'Url and Twiml cannot be sent together');
  if (url !== null && !isWebUrl(url.url))
    return refusal(21205, `Url is not a valid URL: ${url.url}`);
  if (isOver(call)) return refusal(21220);

  if (status !== null) {
    // `canceled` stops an unanswered call, and does not affect a running one.
    if (call.answeredAt === null) world.close(call, 'canceled', 487);
    else if (status === 'completed') world.close(call, 'completed', 200);
    return null;
  }
  if (url === null && twiml === null) return null;
  if (call.answeredAt === null) return refusal(21220);
  redirect(
    call,
    url === null ? { kind: 'inline', twiml: twiml ?? '' } : { kind: 'url', hook: url, params: {} },
  );
  return null;
}
