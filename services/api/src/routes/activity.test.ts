import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTextsWorld } from '../testing/texts-world.ts';

let world: Awaited<ReturnType<typeof startTextsWorld>>;
beforeAll(async () => {
  world = await startTextsWorld({ WEBHOOK_ALLOW_PRIVATE: 'true' });
});
afterAll(() => world.stop());

type Entry = { action: string; subject_id: string; details: object; actor_name: string };

const entries = async (): Promise<Entry[]> => {
  const { body } = await world.call('GET', '/api/activity?limit=200');
  return body.data;
};
async function done(method: string, path: string, body?: object) {
  const answer = await world.call(method, path, body ? { body } : {});
  expect([200, 201]).toContain(answer.status);
  return answer.body.data;
}

const AGENT = { name: 'Night desk', business: 'Lakeside', prompt: 'Be brief.' };
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** What is done, and what stands in the log of it: the last entries, the newest first. */
const ACTS: [name: string, act: () => Promise<unknown>, noted: [string, object][]][] = [
  [
    'an agent is made and changed',
    async () => {
      const { id } = await done('POST', '/api/agents', AGENT);
      await done('PATCH', `/api/agents/${id}`, { prompt: 'Be briefer.', max_seconds: 300 });
    },
    [
      ['agent_changed', { fields: ['max_seconds', 'prompt'] }],
      ['agent_created', {}],
    ],
  ],
  [
    'a key is made and revoked',
    async () => {
      const { id } = await done('POST', '/api/keys', { name: 'of a partner', role: 'viewer' });
      await done('DELETE', `/api/keys/${id}`);
    },
    [
      ['key_changed', { fields: ['revoked_at'] }],
      ['key_created', {}],
    ],
  ],
  [
    'an endpoint is registered, gets another secret and is deleted',
    async () => {
      const { id } = await done('POST', '/api/webhook-endpoints', { url: 'http://127.0.0.1:9/in' });
      await done('PATCH', `/api/webhook-endpoints/${id}`, { secret: SECRET });
      await done('DELETE', `/api/webhook-endpoints/${id}`);
    },
    [
      ['webhook_endpoint_deleted', {}],
      ['webhook_endpoint_changed', { fields: ['secret'] }],
      ['webhook_endpoint_created', {}],
    ],
  ],
  [
    'a lead source is made, and made anew',
    async () => {
      await done('POST', '/api/lead-sources', {
        source: 'site',
        secret: 'a-secret-of-sixteen-letters',
      });
      await done('POST', '/api/lead-sources', { source: 'site', mapping: { name: 'who' } });
    },
    [
      ['lead_source_changed', { fields: ['mapping'] }],
      ['lead_source_created', {}],
    ],
  ],
  [
    'a campaign is made, changed, started, paused, goes on and ends',
    async () => {
      const { body } = await world.campaign();
      const made = body.data;
      await done('PATCH', `/api/campaigns/${made.id}`, { daily_cap: 50 });
      for (const verb of ['start', 'pause', 'resume', 'end']) {
        await done('POST', `/api/campaigns/${made.id}/${verb}`);
      }
      // Said again it changes nothing, and nothing is noted.
      await done('POST', `/api/campaigns/${made.id}/end`);
    },
    [
      ['campaign_ended', {}],
      ['campaign_running', {}],
      ['campaign_paused', {}],
      ['campaign_running', {}],
      ['campaign_changed', { fields: ['daily_cap'] }],
      [
        'campaign_created',
        expect.objectContaining({ fields: expect.arrayContaining(['name', 'steps']) }),
      ],
    ],
  ],
  [
    'a number is put on the do-not-contact list, and its lead deleted',
    async () => {
      const { id } = await done('POST', '/api/leads', { name: 'Ada', phone: '+12025551601' });
      await done('POST', '/api/suppressions', {
        phone: '+12025551601',
        reason: 'Said so at the desk',
      });
      await done('DELETE', `/api/leads/${id}`);
    },
    [
      ['lead_deleted', {}],
      ['number_suppressed', { scope: 'all', is_new: true }],
    ],
  ],
];

describe('the activity log', () => {
  it.each(ACTS)('has an entry of each act: %s', async (_name, act, noted) => {
    await act();
    const newest = (await entries()).slice(0, noted.length);
    expect(newest.map(({ action, details }) => [action, details])).toEqual(noted);
    expect(new Set(newest.map(({ actor_name }) => actor_name)).size).toBe(1);
  });

  it('holds no secret, no number and no words', async () => {
    const text = JSON.stringify(await entries());
    for (const one of [SECRET, '2025551601', 'Said so', 'Ada', 'Be brief', '127.0.0.1']) {
      expect(text).not.toContain(one);
    }
  });
});
