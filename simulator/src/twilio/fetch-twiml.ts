import type { World } from '../world.ts';
import type { Call, Source } from './call.ts';
import type { Trouble } from './errors.ts';
import type { Hook } from './order.ts';
import { readTwiml } from './twiml.ts';
import { voiceParams } from './voice-params.ts';
import { type Reply, sendWebhook } from './webhook.ts';
import type { Element } from './xml.ts';

const MOST_BYTES = 64 * 1024;
/** What a person hears when the customer's application returns no valid TwiML. */
const APOLOGY: Element[] = [
  {
    name: 'Say',
    attributes: {},
    children: ['We are sorry, an application error has occurred. Goodbye.'],
  },
  { name: 'Hangup', attributes: {}, children: [] },
];

type Fetched = { ok: true; verbs: Element[] } | { ok: false; trouble: Trouble; why: string };

/** The verbs of a source; those of the fallback when it fails; an apology when both do. */
export async function fetchTwiml(world: World, call: Call, source: Source): Promise<Element[]> {
  if (source.kind === 'inline') {
    const document = readTwiml(source.twiml);
    if (document.ok) return document.verbs;
    world.report(12100, call.sid, document.why);
    return APOLOGY;
  }
  const first = await fetchFrom(world, call, source.hook, source.params);
  if (first.ok) return first.verbs;
  world.report(first.trouble, call.sid, first.why);

  const fallback = call.order.fallback;
  if (fallback === null) return APOLOGY;
  const params = { ...source.params, ErrorCode: String(first.trouble), ErrorUrl: source.hook.url };
  const second = await fetchFrom(world, call, fallback, params);
  if (second.ok) return second.verbs;
  world.report(second.trouble, call.sid, second.why);
  return APOLOGY;
}

async function fetchFrom(
  world: World,
  call: Call,
  hook: Hook,
  extra: Record<string, string>,
): Promise<Fetched> {
  const reply = await sendWebhook(world, hook, {
    ...voiceParams(world, call, call.status),
    ...extra,
  });
  if (reply.kind !== 'answer') return { ok: false, trouble: 11205, why: hook.url };
  if (reply.status >= 300)
    return { ok: false, trouble: 11200, why: `${hook.url} answered ${reply.status}` };
  if (reply.body.length > MOST_BYTES) return { ok: false, trouble: 11750, why: hook.url };
  return readReply(reply);
}

function readReply({ contentType, body }: Extract<Reply, { kind: 'answer' }>): Fetched {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/plain') {
    return { ok: true, verbs: [{ name: 'Say', attributes: {}, children: [body] }] };
  }
  if (!['text/xml', 'application/xml', 'text/html'].includes(type)) {
    return { ok: false, trouble: 12300, why: `Content-Type ${type}` };
  }
  const document = readTwiml(body);
  return document.ok ? document : { ok: false, trouble: 12100, why: document.why };
}
