import { createHmac } from 'node:crypto';
import { startWorld } from './api-world.ts';

export const OURS = '+12025550190';
const KEY = 'key_of_retell';

/** As Retell signs: the body and the moment, under a key. */
export const signatureOf = (body: string, at: number, key = KEY) =>
  `v=${at},d=${createHmac('sha256', key).update(`${body}${at}`).digest('hex')}`;

/** An api that Retell tells of calls and chats. */
export async function startRetellWorld(options: { lines?: string[] } = {}) {
  const world = await startWorld({
    ...options,
    env: { TWILIO_FROM: OURS, RETELL_API_KEY: KEY, RETELL_AGENT_ID: 'agent_default' },
  });
  let numbers = 0;
  const number = () => `+1604555${String(3000 + numbers++)}`;

  function retell(path: string, body: unknown, headers?: Record<string, string>) {
    const raw = typeof body === 'string' ? body : JSON.stringify(body);
    const signed = { 'x-retell-signature': signatureOf(raw, world.clock.now.getTime()) };
    return world.send(`/webhooks/retell${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(headers ?? signed) },
      body: raw,
    });
  }

  return {
    ...world,
    exec: world.db.exec,
    number,
    retell,
    inbound: (event: 'call_inbound' | 'chat_inbound', from: string) =>
      retell('/inbound', { event, [event]: { from_number: from, to_number: OURS } }),
    /** A text, as older clients tell of it. */
    sms: (from: string, message: string, more: object = {}) => ({
      event: 'sms_inbound',
      sms_inbound: { from_number: from, to_number: OURS, message, ...more },
    }),
    async lead(name: string, phone = number()) {
      const { body } = await world.call('POST', '/api/leads', { body: { name, phone } });
      return { id: body.data.id as number, phone };
    },
  };
}

export type RetellWorld = Awaited<ReturnType<typeof startRetellWorld>>;
