import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '@ringback/api/service.ts';
import { createApiKeys } from '@ringback/shared/db/access/api-keys.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import { until } from '@ringback/shared/testing/until.ts';
import type { Stream } from './live-reader.ts';
import { type LiveWorld, startLiveWorld } from './live-world.ts';

const BUFFER = 200_000;

let world: LiveWorld;
let api: Api;
let other: Api;
beforeAll(async () => {
  world = await startLiveWorld();
  const live = { beatMs: 50, recheckMs: 50, pollMs: 50, maxBufferBytes: BUFFER };
  const settings = { LIVE_STREAMS_PER_KEY: '3' };
  api = await world.startApi({ live, settings });
  other = await world.startApi({ live, settings });
});
afterAll(() => world.stop(), 30_000);

async function newKey(role: 'viewer' | 'admin' = 'viewer', expiresAt?: Date) {
  const secret = randomBytes(24).toString('hex');
  const keys = createApiKeys(world.db);
  const key = { name: role, role, keyHash: hashKey(secret), ...(expiresAt ? { expiresAt } : {}) };
  const row = await keys.create(key, new Date());
  return { secret, id: row.id };
}

/** The header with which a page of ours writes. */
async function pageOf(cookie: string) {
  const { json } = await world.ask(api, 'GET', '/api/me', undefined, cookie);
  return { 'x-csrf-token': String(json.data.csrf_token) };
}

const isReady = (stream: Stream) => () => stream.frames.some(({ event }) => event === 'ready');
const reasonOf = (stream: Stream): unknown => {
  const bye = stream.frames.find(({ event }) => event === 'bye');
  return bye ? JSON.parse(bye.data ?? '').reason : null;
};
const metric = async (pattern: RegExp): Promise<number> => {
  const { text } = await world.ask(api, 'GET', '/metrics');
  return Number(pattern.exec(text)?.[1] ?? 0);
};
const openStreams = () => metric(/ringback_sse_clients\{[^}]*\} (\d+)/);

describe('who may listen', () => {
  it.each([
    ['without a key', { key: null }],
    ['with a key nobody has', { key: 'rb_of_nobody_at_all' }],
    ['with the cookie of no session', { key: null, cookie: 'ringback_session=99999999999999.abc' }],
  ])('is refused %s', async (_case, listen) => {
    const stream = await world.listen(api, listen);
    await stream.until(stream.hasEnded);
    expect(stream.status).toBe(401);
    expect(stream.headers['content-type']).toContain('application/problem+json');
  });

  it('is anybody with a key that may read', async () => {
    const { secret } = await newKey();
    const stream = await world.listen(api, { key: secret });
    await stream.until(isReady(stream));
    stream.cut();
  });

  it('is anybody who is signed in, here and at the snapshot, and writes with the token of a page only', async () => {
    const cookie = await world.signIn(api);
    const stream = await world.listen(api, { key: null, cookie });
    await stream.until(isReady(stream));
    stream.cut();
    expect((await world.ask(api, 'GET', '/api/snapshot', undefined, cookie)).status).toBe(200);
    const lead = { phone: '+12125550199' };
    expect((await world.ask(api, 'POST', '/api/leads', lead, cookie)).status).toBe(403);
    const page = await pageOf(cookie);
    expect((await world.ask(api, 'POST', '/api/leads', lead, cookie, page)).status).toBe(201);
  });

  it('is asked again: a key that was revoked ends its streams, whichever api has them', async () => {
    const { secret, id } = await newKey();
    const streams = await Promise.all([api, other].map((at) => world.listen(at, { key: secret })));
    await Promise.all(streams.map((stream) => stream.until(isReady(stream))));
    expect((await world.ask(api, 'DELETE', `/api/keys/${id}`)).status).toBe(200);
    await Promise.all(streams.map((stream) => stream.until(stream.hasEnded)));
    expect(streams.map(reasonOf)).toEqual(['unauthorized', 'unauthorized']);
    // The other one may remember the key for some seconds, but opens nothing for it.
    const again = await world.listen(other, { key: secret });
    await again.until(again.hasEnded);
    expect(again.status).toBe(401);
  });

  it('is asked again: a key whose time is over ends its stream', async () => {
    const { secret, id } = await newKey('viewer', new Date(Date.now() + 3_600_000));
    const stream = await world.listen(api, { key: secret });
    await stream.until(isReady(stream));
    await world.database.exec(`update api_keys set expires_at = now() where id = '${id}'`);
    await stream.until(stream.hasEnded);
    expect(reasonOf(stream)).toBe('unauthorized');
  });

  it('is asked again: signing out ends the streams of that session at every api, and of no other', async () => {
    const [cookie, others] = [await world.signIn(api), await world.signIn(api)];
    const at = (where: Api, shown: string) => world.listen(where, { key: null, cookie: shown });
    const [here, there, stays] = [
      await at(api, cookie),
      await at(other, cookie),
      await at(other, others),
    ];
    await Promise.all([here, there, stays].map((stream) => stream.until(isReady(stream))));
    await world.ask(api, 'DELETE', '/session', undefined, cookie, await pageOf(cookie));
    await Promise.all([here, there].map((stream) => stream.until(stream.hasEnded)));
    expect([here, there].map(reasonOf)).toEqual(['unauthorized', 'unauthorized']);
    const beats = stays.frames.length;
    await stays.until(() => stays.frames.length > beats + 3);
    expect(stays.hasEnded()).toBe(false);
    stays.cut();
  });

  it('has so many streams and no more, on whichever server, until one is closed', async () => {
    const { secret } = await newKey();
    const before = await openStreams();
    const three = await Promise.all(
      [api, other, api].map((at) => world.listen(at, { key: secret })),
    );
    const fourth = await world.listen(api, { key: secret });
    await fourth.until(fourth.hasEnded);
    expect(fourth.status).toBe(429);
    expect(fourth.text()).toContain('3 live streams open');
    three[0]?.cut();
    await until(openStreams, (open) => open === before + 1);
    const fifth = await world.listen(other, { key: secret });
    expect(fifth.status).toBe(200);
    for (const stream of [...three, fifth]) stream.cut();
  });

  it.each([
    ['a lead that is not there', '?lead_id=987654', 404],
    ['topics in no known spelling', '?topics=lead%206', 400],
    ['a lead that is no number', '?lead_id=six', 400],
  ])('hears a clear no about %s', async (_case, query, status) => {
    const stream = await world.listen(api, { query });
    expect(stream.status).toBe(status);
    stream.cut();
  });
});

describe('an open stream', () => {
  it('is kept open by a heartbeat that carries the last id', async () => {
    const stream = await world.listen(api, { query: '?topics=call' });
    await stream.until(isReady(stream));
    const lead = await world.write();
    const { newest } = await world.events.bounds();
    await stream.until(() => Number(stream.lastEventId()) >= newest);
    expect(stream.frames.at(-1)).toMatchObject({ comment: 'beat' });
    expect(stream.events).toEqual([]);
    expect(lead.id).toBeGreaterThan(0);
    stream.cut();
  });

  it('is closed when nobody takes what is sent; whoever comes back has lost nothing', async () => {
    const from = (await world.events.bounds()).newest;
    const reason = /ringback_sse_streams_ended_total\{[^}]*reason="slow"[^}]*\} (\d+)/;
    const before = await metric(reason);
    const deaf = await world.listen(api, { after: from }, true);
    expect(deaf.status).toBe(200);
    // More than sockets hold between them.
    const notes = 'x'.repeat(100_000);
    for (let row = 0; row < 200 && (await metric(reason)) === before; row++) {
      const lead = await world.write();
      await world.leads.update(lead.id, { notes }, new Date());
    }
    expect(await metric(reason)).toBe(before + 1);
    deaf.listen();
    await deaf.until(deaf.hasEnded);
    const last = deaf.ids().at(-1) ?? from;
    const back = await world.listen(api, { after: last });
    const { newest } = await world.events.bounds();
    await back.until(() => (back.ids().at(-1) ?? last) >= newest);
    expect([...deaf.ids(), ...back.ids()]).toEqual(await world.idsAfter(from));
    back.cut();
  });

  it('marks its lead as being looked at, by number, until it is closed', async () => {
    const lead = await world.write('DD');
    const find = () => world.activeLeads.find(lead.phone);
    expect(await find()).toBeNull();
    const query = `?lead_id=${lead.id}`;
    const [one, other] = [await world.listen(api, { query }), await world.listen(api, { query })];
    await until(find, (found) => found === lead.id);
    one.cut();
    // One page is still open, and says so with every heartbeat.
    const beats = other.frames.length;
    await other.until(() => other.frames.length > beats + 3);
    // Heartbeats come late on a busy machine; each brings it back.
    await until(find, (found) => found === lead.id);
    // Redis loses it, the page brings it back.
    await world.flush();
    await until(find, (found) => found === lead.id);
    other.cut();
    await until(find, (found) => found === null);
  });

  it('is told goodbye when the server stops, with a moment to come back that differs', async () => {
    const stopping = await world.startApi({ live: { pollMs: 50 } });
    const streams = await Promise.all([1, 2, 3, 4, 5].map(() => world.listen(stopping)));
    await Promise.all(streams.map((stream) => stream.until(isReady(stream))));
    await stopping.stop();
    await Promise.all(streams.map((stream) => stream.until(stream.hasEnded)));
    expect(streams.map(reasonOf)).toEqual(Array(5).fill('shutdown'));
    const retries = streams.map(({ frames }) =>
      Number(frames.findLast(({ retry }) => retry)?.retry),
    );
    expect(retries.every((ms) => ms >= 1_000 && ms <= 10_000)).toBe(true);
    expect(new Set(retries).size).toBeGreaterThan(1);
  });
});

describe('the places of streams', () => {
  it('of a process that was killed are free when it has not repeated them for 45 s', async () => {
    let seconds = 0;
    const places = world.placesAt(() => new Date(seconds * 1_000));
    const personId = 'whoever';
    const take = (streamId: string) => places.take({ personId, streamId }, 2);
    expect([await take('killed'), await take('kept'), await take('third')]).toEqual([
      true,
      true,
      false,
    ]);
    seconds = 30;
    await places.keep({ personId, streamId: 'kept' });
    seconds = 44;
    expect(await take('third')).toBe(false);
    seconds = 46;
    expect([await take('third'), await take('fourth')]).toEqual([true, false]);
    await places.leave({ personId, streamId: 'kept' });
    expect(await take('fourth')).toBe(true);
  });
});
