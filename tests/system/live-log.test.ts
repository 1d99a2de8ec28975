import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEvents, type Events } from '@ringback/shared/db/live/events.ts';
import {
  type DatabaseWorld,
  later,
  NOON,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
let events: Events;
let start: number;
beforeAll(async () => {
  world = await startDatabaseWorld();
  events = createEvents(world.db);
});
beforeEach(async () => {
  start = (await events.readOutbox(null, null, 1)).position ?? -1;
});
afterAll(() => world.stop());

const write = (at = NOON) => world.leads.create({ phone: world.number() }, at);
/** An id that was taken by somebody who has not committed yet, or never will. */
const takeId = () => world.exec(`select nextval('events_id_seq')`);
/** Somebody who began to write before this fence is still at it. */
const STILL_OPEN = '9000000000';
const idsOf = (page: { events: { id: number }[] }) => page.events.map(({ id }) => id - start);

describe('the log', () => {
  it('begins before its first event, not with it', async () => {
    const fresh = await startDatabaseWorld();
    const log = createEvents(fresh.db);
    const { position } = await log.readOutbox(null, null, 1);
    await fresh.exec(
      `insert into events (topic, type, payload, at) values ('lead:1', 'x', '{}', now())`,
    );
    const { events: heard } = await log.readOutbox(position, null, 10);
    expect(heard).toHaveLength(1);
    await fresh.stop();
  });

  it('is read in order, in pages, and says where it ends', async () => {
    for (let row = 0; row < 5; row++) await write();
    const first = await events.readOutbox(start, null, 3);
    expect([idsOf(first), first.position]).toEqual([[1, 2, 3], start + 3]);
    const second = await events.readOutbox(first.position, null, 3);
    expect([idsOf(second), second.position, second.fence]).toEqual([[4, 5], start + 5, null]);
    const third = await events.readOutbox(second.position, null, 3);
    expect([third.events, third.position]).toEqual([[], start + 5]);
  });

  it('goes on at once over an id that was rolled back', async () => {
    await write();
    await takeId();
    await write();
    const page = await events.readOutbox(start, null, 10);
    expect([idsOf(page), page.position, page.fence]).toEqual([[1, 3], start + 3, null]);
  });

  it('waits below an id that is still being written, and goes on when it is there', async () => {
    await write();
    await takeId();
    await write();
    const open = { fence: STILL_OPEN, id: start + 3 };
    const waiting = await events.readOutbox(start, open, 10);
    expect([idsOf(waiting), waiting.position, waiting.fence]).toEqual([[1], start + 1, open]);

    // Another gap opens meanwhile: the same fence is kept, or it would never be reached.
    await write();
    await takeId();
    await write();
    const still = await events.readOutbox(waiting.position, waiting.fence, 10);
    expect([idsOf(still), still.position, still.fence]).toEqual([[], start + 1, open]);

    await world.exec(`insert into events (id, topic, type, payload, at)
      values (${start + 2}, 'lead:1', 'x', '{}', '${NOON.toISOString()}')`);
    const closed = await events.readOutbox(still.position, still.fence, 10);
    expect([idsOf(closed), closed.position]).toEqual([[2, 3, 4], start + 4]);
    // What waited for the fence is over; the second gap has one of its own.
    const rest = await events.readOutbox(closed.position, null, 10);
    expect([idsOf(rest), rest.position, rest.fence]).toEqual([[6], start + 6, null]);
  });

  it('does not say where it ends while somebody may still write below', async () => {
    const open = { fence: STILL_OPEN, id: start };
    expect(await events.readOutbox(null, open, 1)).toMatchObject({ position: null, fence: open });
  });

  it('forgets what is old, from its beginning on, and says how far', async () => {
    await write(later(100));
    await write(later(110));
    await write(later(200));
    // Late news of something old: it keeps its place.
    await write(later(90));
    while ((await events.prune(later(150), 3)) > 0);
    const { tail, newest } = await events.bounds();
    expect([tail - start, newest - start]).toEqual([2, 4]);
    expect(idsOf(await events.page(tail, newest, 10))).toEqual([3, 4]);
    expect((await events.page(start, newest, 1)).tail).toBe(tail);
  });

  it('hands nothing out that is nobody’s business', async () => {
    const { id } = await write();
    await world.suppressions.add({ phone: world.number(), scope: 'all', source: 'api' }, NOON);
    const { events: heard } = await events.readOutbox(start, null, 10);
    expect(heard.map(({ type }) => type)).toEqual(['lead.created', 'suppression.created']);
    expect(JSON.stringify(heard)).not.toMatch(/hash|token|fence_id|worker/);
    const rows = await world.exec(`select payload::text as text from events where id > ${start}`);
    expect(rows.map((row) => String(row['text'])).join()).not.toContain('phone_hash');
    expect(id).toBeGreaterThan(0);
  });
});
