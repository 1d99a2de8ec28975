import { afterEach, describe, expect, it } from '@jest/globals';
import { testRedisUrl } from '../queue/queue-world.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { bothSides, callPerson, finalRow, onceEach, rings } from './call-sheet.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { wipeQueue } from './wipe-queue.ts';

let system: RunningSystem | undefined;
let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await system?.stop();
  await leave?.();
  system = undefined;
  leave = undefined;
});

const STORIES = ['02', '09', '11', '03', '10', '01'];
const CALLS = 30;

describe('Redis', () => {
  it('may lose everything, again and again: everybody rings exactly once', async () => {
    const world = await startSystem({ settings: { TWILIO_CALLS_PER_SECOND: '5' } });
    system = world;
    const people = await Promise.all(
      Array.from({ length: CALLS }, (_, index) =>
        callPerson(world, STORIES[index % STORIES.length] ?? '02', index),
      ),
    );
    for (const rung of [3, 8, 14, 20, 26]) {
      await world.until(
        () => Promise.resolve(world.simulator.ledger().calls.length),
        (count) => count >= rung,
      );
      expect(await wipeQueue(world)).toBeGreaterThan(0);
    }
    await world.settle();

    expect(rings(world, people)).toEqual(onceEach(people));
    const { ours, theirs } = await bothSides(world, people);
    expect(ours).toEqual(theirs);
    const rows = await Promise.all(people.map((person) => finalRow(world, person)));
    expect(rows).toEqual(
      people.map(({ digits }) => expect.objectContaining({ digits, settled: 1, linked: true })),
    );

    // The schedules are back too: a call whose job is lost before anybody saw it is found.
    await world.stopService('call-worker');
    const late = await callPerson(world, '02', CALLS);
    await wipeQueue(world);
    await world.startService('call-worker');
    await world.settle();
    expect(rings(world, [late])).toEqual(onceEach([late]));
  });

  it('may be away: calls are accepted, and made when it is back', async () => {
    const address = new URL(testRedisUrl());
    const proxy = await startTcpProxy({ host: address.hostname, port: Number(address.port) });
    address.port = String(proxy.port);
    leave = proxy.stop;
    const world = await startSystem({ settings: { REDIS_URL: address.href } });
    system = world;
    const before = await callPerson(world, '02', 0);
    await world.settle();

    await proxy.shut();
    const people = [before];
    for (const index of [1, 2, 3]) people.push(await callPerson(world, '11', index));
    expect(people.map(({ queued }) => queued)).toEqual([true, false, false, false]);
    const ready = await fetch(`${world.apiUrl}/readyz`);
    expect(ready.status).toBe(503);
    const cleanup = await world.api('POST', '/api/queue/cleanup', { task: 'stale-calls' });
    expect(cleanup.status).toBe(503);
    const stats = await world.api('GET', '/api/queue/stats');
    expect(stats).toMatchObject({ status: 200, json: { data: { queue_reachable: false } } });

    await wipeQueue(world);
    await proxy.open();
    await world.settle();
    expect(rings(world, people)).toEqual(onceEach(people));
    const { ours, theirs } = await bothSides(world, people);
    expect(ours).toEqual(theirs);
  });
});
