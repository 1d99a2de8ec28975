import twilio from 'twilio';
import { ADMIN_KEY, AUTH_TOKEN } from './environment.ts';

export type Reply = { status: number; body: unknown };
export type Client = ReturnType<typeof createClient>;

/** Whoever knocks at the doors: a screen with a key, a form with its proof, the carrier with its signature. */
export function createClient(url: string) {
  async function send(path: string, init: RequestInit): Promise<Reply & { text: string }> {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : null, text };
  }

  return {
    /** As a member of staff. */
    call: (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Reply> =>
      send(path, {
        method,
        headers: {
          authorization: `Bearer ${ADMIN_KEY}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),

    /** As a form, with whatever it has for a proof. */
    form: (source: string, body: string, proof: Record<string, string>): Promise<Reply> =>
      send(`/webhooks/leads/${source}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...proof },
        body,
      }),

    /** As the carrier. */
    carrier(path: string, fields: Record<string, string>): Promise<Reply & { text: string }> {
      const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${url}${path}`, fields);
      return send(path, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(fields),
      });
    },
  };
}
