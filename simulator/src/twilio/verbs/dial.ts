import { wait } from '../../wait.ts';
import { type Call, hangUp } from '../call.ts';
import { durationSeconds } from '../call-json.ts';
import { isPhoneNumber, plainOrder } from '../order.ts';
import { elementsOf, textOf } from '../xml.ts';
import { NEXT, sourceAt, type Verb } from './verb.ts';

type DialStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** What the dialed human says. Not in the ledger of the lead's call: it is a leg of its own. */
const GREETING = 'Hello, you are speaking to a person now. How can I help you?';

/** Connects the lead to another number, whose own story decides whether it answers. */
export const dial: Verb = async (context, element) => {
  const { world, call, signal } = context;
  const number = textOf(elementsOf(element)[0] ?? element);
  const from =
    element.attributes['callerId'] ?? (call.direction === 'inbound' ? call.to : call.from);
  const status = isPhoneNumber(number) ? null : 'failed';
  if (status !== null) world.report(13224, call.sid, number);

  const leg = world.open({
    to: number,
    from,
    direction: 'outbound-dial',
    parentSid: call.sid,
    order: plainOrder(null, null),
  });
  const ended =
    status ?? (await talk(context, leg, Number(element.attributes['timeout'] ?? '30') * 1000));
  world.close(leg, ended, ended === 'completed' ? 200 : null);
  if (signal.aborted) return NEXT;
  const action = element.attributes['action'];
  if (action === undefined) return NEXT;
  return sourceAt(context, action, element.attributes['method'], {
    DialCallSid: leg.sid,
    DialCallStatus: ended,
    DialCallDuration: String(durationSeconds(leg)),
    DialBridged: ended === 'completed' ? 'true' : 'false',
  });
};

async function talk(
  { world, signal }: Parameters<Verb>[0],
  leg: Call,
  timeoutMs: number,
): Promise<DialStatus> {
  const { timing } = world.config;
  const stop = () => hangUp(leg);
  signal.addEventListener('abort', stop, { once: true });
  const ends = leg.over.signal;
  leg.startedAt = Date.now();
  if (leg.pickup === 'fails') return 'failed';
  leg.status = 'ringing';
  const unanswered = leg.pickup === 'no-answer';
  const ringMs = unanswered
    ? Math.min(timeoutMs, timing.ringMs * timing.unansweredRings)
    : timing.ringMs;
  if ((await wait(ringMs, ends)) === 'stopped') return 'canceled';
  if (unanswered) return 'no-answer';
  if (leg.pickup === 'busy') return 'busy';
  world.answer(leg);
  leg.heard.push({ who: 'lead', text: GREETING });
  await wait(timing.dialTalkMs, ends);
  return 'completed';
}
