import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';

type Deps = { relayUrl: string; publicUrl: string; authToken: string; ours: string };

export type Posted = { sid: string; body: string; status: number; tookMs: number };

const IDLE_MS = 30_000;

/** Ten words as people write them, one after another. */
export const BURST = [
  ...['hi', 'kifak', 'sho', '3amel', 'marhaba'],
  ...['test1', 'test2', 'test3', 'test4', 'test5'],
];

/** Posts webhooks of inbound texts as the carrier does: signed, over connections that it keeps. */
export function createCarrier({ relayUrl, publicUrl, authToken, ours }: Deps) {
  // Lets a connection go before the api does: a request must not meet its end half way.
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS });
  const path = '/webhooks/twilio/sms';

  function post(from: string, body: string): Promise<Posted> {
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const form = { MessageSid: sid, From: from, To: ours, Body: body, NumMedia: '0' };
    const signature = twilio.getExpectedTwilioSignature(authToken, `${publicUrl}${path}`, form);
    const content = new URLSearchParams(form).toString();
    const begunAt = performance.now();
    return new Promise((resolve, reject) => {
      const req = request(
        `${relayUrl}${path}`,
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(content),
            'x-twilio-signature': signature,
          },
        },
        (res) => {
          res.resume();
          res.on('end', () =>
            resolve({
              ...{ sid, body, status: res.statusCode ?? 0 },
              tookMs: performance.now() - begunAt,
            }),
          );
          res.on('error', reject);
        },
      );
      req.on('error', reject);
      req.end(content);
    });
  }

  return {
    post,

    /** Each webhook starts `gaps()` milliseconds after the one before it, answered or not. */
    async burst(
      from: string,
      gapMs: () => number,
      words: readonly string[] = BURST,
    ): Promise<Posted[]> {
      const posted: Promise<Posted>[] = [];
      for (const word of words) {
        if (posted.length > 0) await pause(gapMs());
        posted.push(post(from, word));
      }
      return Promise.all(posted);
    },

    stop: () => agent.destroy(),
  };
}

export type Carrier = ReturnType<typeof createCarrier>;
