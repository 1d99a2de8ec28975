import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import { readFallback } from '@ringback/shared/providers/twilio/call-events.ts';
import { apologyTwiml, waitTwiml } from '@ringback/shared/providers/twilio/twiml.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = { verifyQuestion: Verify; log: Logger };

const MOST_BYTES = 64 * 1024;
/** Each is a second or two and another request to the api: it is usually back by then. */
const MOST_WAITS = 5;
const MOST_CALLS = 10_000;

/**
 * What a caller hears during an outage of the api: a request for a moment, then the carrier asks the
 * api again, and after some of these an apology. The carrier requests this by itself.
 */
export function createFallback({ verifyQuestion, log }: Deps) {
  const waits = new Map<string, number>();

  const answerFor = (callSid: string, failedUrl: string | null): string => {
    const waited = waits.get(callSid) ?? 0;
    if (failedUrl === null || waited >= MOST_WAITS) {
      waits.delete(callSid);
      return apologyTwiml(null);
    }
    if (waits.size >= MOST_CALLS) waits.clear();
    waits.set(callSid, waited + 1);
    return waitTwiml(failedUrl);
  };

  return async function fallback(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req);
    const form = Object.fromEntries(new URLSearchParams(body ?? ''));
    try {
      verifyQuestion({ path: req.url ?? '', headers: req.headers, body: form });
    } catch {
      res.writeHead(403).end();
      return;
    }
    const { callSid, failedUrl } = readFallback(form);
    log.warn({ callSid }, 'no api answered the carrier');
    res.writeHead(200, { 'content-type': 'text/xml' }).end(answerFor(callSid, failedUrl));
  };
}

/** Null for a body that is longer than any form of the carrier. */
async function readBody(req: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
