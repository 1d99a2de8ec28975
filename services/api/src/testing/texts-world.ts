import { NOON, startWorld } from './api-world.ts';

/** The own number that texts are sent from. */
export const OURS = '+12025550190';
/** The id of a row that does not exist. */
export const NOBODY = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
/** A text that a campaign may begin with. */
export const WORDS = 'Hi {{first_name|there}}. Reply STOP to opt out.';

/** An api that can send texts, with shortcuts for campaigns, leads and conversations. */
export async function startTextsWorld(env: Record<string, string> = {}) {
  const world = await startWorld({ env: { TWILIO_FROM: OURS, ...env } });
  let numbers = 0;
  let names = 0;

  const number = () => `+1212555${String(6000 + numbers++)}`;
  const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
    world.call('POST', path, {
      ...(body === undefined ? {} : { body }),
      ...(headers ? { headers } : {}),
    });
  const get = (path: string) => world.call('GET', path);
  const exec = world.db.exec;

  return {
    ...world,
    number,
    post,
    get,
    exec,
    async campaign(change: object = {}) {
      names += 1;
      const body = { name: `Campaign ${names}`, steps: [{ body: WORDS }], ...change };
      return post('/api/campaigns', body);
    },
    async lead(consent = true) {
      const { body } = await post('/api/leads', { phone: number(), name: 'Ada Lovelace' });
      const id: number = body.data.id;
      if (consent) {
        await exec(`select record_consent(${id}, '{"kind":"written"}', '${NOON.toISOString()}')`);
      }
      return id;
    },
    /** A conversation that a lead has begun with these texts. */
    async conversation(words = ['Hi', 'Are you there?', 'Hello?']) {
      const from = number();
      for (const [n, Body] of words.entries()) {
        const MessageSid = `SM${String(numbers * 100 + n).padStart(32, '0')}`;
        await world.carrier('/webhooks/twilio/sms', { MessageSid, From: from, To: OURS, Body });
      }
      const [row] = await exec(`select id from sms_conversations where lead_phone = '${from}'`);
      return { id: String(row?.['id']), from, path: `/api/conversations/${String(row?.['id'])}` };
    },
  };
}

export type TextsWorld = Awaited<ReturnType<typeof startTextsWorld>>;
