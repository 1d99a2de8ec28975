import type { Trouble } from '../errors.ts';
import { isWebUrl } from '../order.ts';
import type { Reply } from '../webhook.ts';
import { type Element, elementsOf, parseXml, textOf } from '../xml.ts';

export type ReplyText = { body: string; mediaUrls: string[]; action: string | null };

type Replies = { ok: true; messages: ReplyText[] } | { ok: false; trouble: Trouble; why: string };

const NOTHING: Replies = { ok: true, messages: [] };

/** The texts that the answer to an inbound webhook asks for. Plain text counts as one text. */
export function readReplies({ contentType, body }: Extract<Reply, { kind: 'answer' }>): Replies {
  if (body.trim() === '') return NOTHING;
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/plain') {
    return { ok: true, messages: [{ body, mediaUrls: [], action: null }] };
  }
  if (!['text/xml', 'application/xml', 'text/html'].includes(type)) {
    return { ok: false, trouble: 12300, why: `Content-Type ${type}` };
  }
  try {
    const root = parseXml(body);
    if (root.name !== 'Response') {
      return { ok: false, trouble: 12100, why: `<${root.name}> is not <Response>` };
    }
    return repliesIn(root);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { ok: false, trouble: 12100, why: thrown.message };
    throw thrown;
  }
}

function repliesIn(root: Element): Replies {
  const messages: ReplyText[] = [];
  for (const verb of elementsOf(root)) {
    if (verb.name !== 'Message' && verb.name !== 'Sms') {
      return { ok: false, trouble: 12200, why: `<${verb.name}> is not a verb for texts` };
    }
    const parts = elementsOf(verb);
    const written = parts.find(({ name }) => name === 'Body') ?? verb;
    const mediaUrls = parts.filter(({ name }) => name === 'Media').map(textOf);
    const body = written === verb && parts.length > 0 ? '' : textOf(written);
    if (body === '' && mediaUrls.length === 0) {
      return { ok: false, trouble: 14103, why: 'an empty <Message>' };
    }
    const action = verb.attributes['action'] ?? verb.attributes['statusCallback'] ?? null;
    messages.push({ body, mediaUrls, action: action !== null && isWebUrl(action) ? action : null });
  }
  return { ok: true, messages };
}
