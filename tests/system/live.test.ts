import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '@ringback/api/service.ts';
import { type LiveWorld, startLiveWorld } from './live-world.ts';

let world: LiveWorld;
let here: Api;
let there: Api;
beforeAll(async () => {
  world = await startLiveWorld();
  here = await world.startApi();
  there = await world.startApi();
});
afterAll(() => world.stop(), 30_000);

const newest = async () => (await world.events.bounds()).newest;

/** What is being written meanwhile, and up to which id once nothing more is. */
type Writing = { end: number | null };

/** Listens from `after` on, is cut off after every few events, and comes back somewhere else. */
async function listenInPieces(apis: Api[], after: number, writing: Writing) {
  const heard: number[] = [];
  let last = after;
  let cuts = 0;
  for (; writing.end === null || last < writing.end; cuts++) {
    const stream = await world.listen(apis[cuts % apis.length] ?? here, { after: last });
    const few = 1 + ((cuts * 7) % 25);
    await stream.until(() => stream.events.length >= few || stream.ids().at(-1) === writing.end);
    stream.cut();
    // What was on its way when the line was cut never arrived.
    heard.push(...stream.ids().slice(0, few));
    last = heard.at(-1) ?? last;
  }
  return { heard, cuts };
}

async function writeAndListen(apis: Api[], during: (writing: Writing) => Promise<void>) {
  const from = await newest();
  const writing: Writing = { end: null };
  const stayed = await world.listen(here, { after: from });
  const pieces = listenInPieces(apis, from, writing);
  const writers = world.writeFromProcesses({ processes: 3, perSecond: 50, rows: 300 });
  const trouble = during(writing);
  await writers;
  // One more, so that a reader that waits for the next one learns that it is the last.
  writing.end = (await newest()) + 1;
  await world.write();
  await trouble;
  const { heard, cuts } = await pieces;
  await stayed.until(() => stayed.ids().at(-1) === writing.end);
  stayed.cut();
  return { heard, cuts, stayed: stayed.ids(), written: await world.idsAfter(from) };
}

describe('50 rows a second, written by several processes', () => {
  it('come through a stream that is cut again and again: all, once, in order', async () => {
    const { heard, cuts, stayed, written } = await writeAndListen([here], async () => undefined);
    expect(written.length).toBeGreaterThan(300);
    expect(cuts).toBeGreaterThan(10);
    expect(heard).toEqual(written);
    expect(stayed).toEqual(written);
  });

  it('come through two api processes by turns', async () => {
    const { heard, cuts, written } = await writeAndListen([here, there], async () => undefined);
    expect(cuts).toBeGreaterThan(10);
    expect(heard).toEqual(written);
  });

  it('come through although Redis forgets everything and is restarted', async () => {
    let losses = 0;
    const { heard, stayed, written } = await writeAndListen([here, there], async (writing) => {
      while (writing.end === null) {
        await (losses++ % 2 === 0 ? world.flush() : world.restartRedis());
      }
    });
    expect(losses).toBeGreaterThan(1);
    expect(heard).toEqual(written);
    expect(stayed).toEqual(written);
  });
});

describe('a live event', () => {
  it('comes by a nudge over Redis, without anybody looking', async () => {
    const patient = await world.startApi({ live: { pollMs: 3_600_000 } });
    const stream = await world.listen(patient);
    await stream.until(() => stream.frames.some(({ event }) => event === 'ready'));
    const first = await world.write();
    await stream.until(() => stream.events.length === 1);
    // From another process altogether.
    await world.writeFromProcesses({ processes: 1, perSecond: 50, rows: 2 });
    await stream.until(() => stream.events.length === 3);
    expect(stream.events[0]).toMatchObject({ topic: `lead:${first.id}` });
    stream.cut();
  });

  it('whose nudge was lost is found by polling', async () => {
    const stream = await world.listen(here);
    await stream.until(() => stream.frames.some(({ event }) => event === 'ready'));
    await world.database.exec(
      `update leads set name = 'Quietly' where id = (select min(id) from leads)`,
    );
    await stream.until(() => stream.events.length === 1);
    expect(stream.events[0]?.payload).toMatchObject({ name: 'Quietly' });
    stream.cut();
  });
});

describe('a stream', () => {
  it('says at once where it begins, and has the headers that keep it flowing', async () => {
    const stream = await world.listen(here);
    await stream.until(() => stream.frames.some(({ event }) => event === 'ready'));
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      pragma: 'no-cache',
      'x-accel-buffering': 'no',
    });
    expect(stream.headers['content-encoding']).toBeUndefined();
    const retryMs = Number(stream.frames[0]?.retry);
    expect(retryMs >= 1_000 && retryMs <= 10_000).toBe(true);
    const begins = Number(stream.lastEventId());
    await world.write();
    await stream.until(() => stream.ids().at(-1) === begins + 1);
    expect(stream.ids()).toEqual(await world.idsAfter(begins));
    stream.cut();
  });

  it('has of a row what the route returns of it, and nothing more', async () => {
    const stream = await world.listen(here);
    await stream.until(() => stream.frames.some(({ event }) => event === 'ready'));
    const lead = await world.write('Grace');
    await stream.until(() => stream.events.length === 1);
    const { json } = await world.ask(here, 'GET', `/api/leads/${lead.id}`);
    // These two are worked out of other rows when the lead is read.
    const { next_contact: _next, last_contact: _last, ...row } = json.data;
    expect(stream.events[0]).toMatchObject({
      type: 'lead.created',
      topic: `lead:${lead.id}`,
      payload: row,
    });
    expect(Object.keys(stream.events[0]?.payload ?? {}).sort()).toEqual(Object.keys(row).sort());
    stream.cut();
  });

  it('has only what was asked for', async () => {
    const lead = await world.write();
    const from = await newest();
    await world.write();
    await world.leads.update(lead.id, { name: 'Ida' }, new Date());
    await world.write();
    const stream = await world.listen(here, { after: from, query: `?topics=lead:${lead.id},call` });
    await stream.until(() => stream.events.length > 0);
    await world.leads.update(lead.id, { name: 'Eva' }, new Date());
    await stream.until(() => stream.events.length > 1);
    expect(stream.events.map(({ topic }) => topic)).toEqual([`lead:${lead.id}`, `lead:${lead.id}`]);
    stream.cut();
  });

  it('takes the last id in the address too, for clients that cannot send a header', async () => {
    const from = await newest();
    await world.write();
    const stream = await world.listen(here, { query: `?last_event_id=${from}` });
    await stream.until(() => stream.events.length === 1);
    expect(stream.ids()).toEqual(await world.idsAfter(from));
    stream.cut();
  });

  it.each([
    ['is from another log', '999999999', 'unknown'],
    ['is no id', 'yesterday', 'unreadable'],
  ])('is restarted, and says so, when the last id %s', async (_case, after, reason) => {
    const stream = await world.listen(here, { after });
    await stream.until(() => stream.frames.some(({ event }) => event === 'reset'));
    const reset = stream.frames.find(({ event }) => event === 'reset');
    const at = Number(reset?.id);
    expect(JSON.parse(reset?.data ?? '')).toEqual({ reason, last_event_id: at });
    await world.write();
    const last = await newest();
    await stream.until(() => stream.ids().at(-1) === last);
    expect(stream.ids()).toEqual(await world.idsAfter(at));
    stream.cut();
  });

  it('is restarted when the log does not go back that far; a stream that is open goes on', async () => {
    const open = await world.listen(there);
    await open.until(() => open.frames.some(({ event }) => event === 'ready'));
    const old = await newest();
    await world.write();
    await world.write();
    await open.until(() => open.ids().at(-1) === old + 2);
    const gone = await world.events.prune(new Date(Date.now() + 60_000), 10_000);
    expect(gone).toBeGreaterThan(1);
    const stream = await world.listen(here, { after: old });
    await stream.until(() => stream.frames.some(({ event }) => event === 'reset'));
    const reset = stream.frames.find(({ event }) => event === 'reset');
    const at = await newest();
    expect(JSON.parse(reset?.data ?? '')).toEqual({ reason: 'too_old', last_event_id: at });
    const metrics = await world.ask(here, 'GET', '/metrics');
    expect(metrics.text).toMatch(/ringback_sse_resets_total\{[^}]*\} [1-9]/);

    // The last id that was pruned is where the log begins: nothing is missing from there on.
    const fresh = await world.listen(here, { after: at });
    await world.write();
    await Promise.all(
      [open, stream, fresh].map((one) => one.until(() => one.ids().at(-1) === at + 1)),
    );
    expect(fresh.frames.filter(({ event }) => event === 'reset')).toEqual([]);
    for (const one of [open, stream, fresh]) one.cut();
  });
});
