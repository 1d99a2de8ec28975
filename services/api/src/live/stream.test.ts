import { expect, it } from '@jest/globals';
import type { OutboxPage } from '@ringback/shared/db/live/events.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { until } from '@ringback/shared/testing/until.ts';
import type { Response } from 'express';
import { createRelay } from './relay.ts';
import { LiveStream } from './stream.ts';

const log = createLogger({ service: 'test', level: 'silent' });

/** A log that grows as the test says, a relay that reads it, and listeners who note what is written. */
function setup() {
  const pages: LiveEvent[][] = [];
  let reads = 0;
  let encodings = 0;
  let position = 0;
  async function readOutbox(): Promise<OutboxPage> {
    reads += 1;
    const events = pages.splice(0).flat();
    position = events.at(-1)?.id ?? position;
    return { events, position, fence: null, tail: 0, lag_ms: 0 };
  }
  const relay = createRelay({
    events: { readOutbox },
    pollMs: 60_000,
    log,
    onLag: () => undefined,
  });

  function listen(callerId: string, maxBufferBytes = 1_000_000) {
    const written: Buffer[] = [];
    const res = {
      ...{ destroyed: false, writableEnded: false, writableNeedDrain: false, writableLength: 0 },
      once: () => undefined,
      end: () => undefined,
      write: (content: string | Buffer) => {
        if (content instanceof Buffer) written.push(content);
      },
    };
    const stream = new LiveStream({
      // A test's own end of the line.
      res: res as unknown as Response,
      relay,
      events: {
        page: async () => ({ events: [], tail: 0 }),
        bounds: async () => ({ tail: 0, newest: 0 }),
      },
      ...{ after: null, topics: [], callerId, maxBufferBytes, againMs: 1, log },
      onReset: () => undefined,
      onEnd: () => undefined,
    });
    stream.open(1_000);
    return { stream, written };
  }

  let id = 0;
  const counted = (topic: string): LiveEvent => {
    id += 1;
    const payload = {
      toJSON() {
        encodings += 1;
        return { message_id: `m${id}` };
      },
    };
    const at = '2026-11-20T17:00:00Z';
    return { id, topic, type: 'lead.updated', at, payload } as unknown as LiveEvent;
  };
  return {
    relay,
    listen,
    happen(...topics: string[]) {
      pages.push(topics.map(counted));
      relay.nudge();
    },
    encodings: () => encodings,
    reads: () => reads,
  };
}

it('encodes a page of the log once and writes it once, however many listen', async () => {
  const world = setup();
  const listeners = Array.from({ length: 200 }, () => world.listen('dana'));
  await until(
    async () => world.reads(),
    (reads) => reads > 0,
  );
  world.happen('lead:1', 'lead:2', 'lead:3');
  await until(
    async () => listeners.filter(({ written }) => written.length === 1).length,
    (count) => count === 200,
  );
  expect(world.encodings()).toBe(3);
  const [first] = listeners[0]?.written ?? [];
  expect(listeners.every(({ written }) => written[0] === first)).toBe(true);
  expect(first?.toString().match(/^id: \d$/gm)).toEqual(['id: 1', 'id: 2', 'id: 3']);
  world.relay.stop();
});

it('gives what is private to its owner only, although the others share what they get', async () => {
  const world = setup();
  const [dana, marcus, vera] = ['dana', 'marcus', 'vera'].map((who) => world.listen(who));
  await until(
    async () => world.reads(),
    (reads) => reads > 0,
  );
  world.happen('lead:1', 'conversation_read:dana', 'lead:2');
  await until(
    async () => vera?.written.length,
    (writes) => writes === 1,
  );
  const idsOf = (one: typeof dana) => one?.written.join('').match(/(?<=^id: )\d/gm);
  expect(idsOf(dana)).toEqual(['1', '2', '3']);
  expect(idsOf(marcus)).toEqual(['1', '3']);
  expect(vera?.written[0]).toBe(marcus?.written[0]);
  world.relay.stop();
});

it('reads what happens close together in one go: a hundred writes are a few reads', async () => {
  const world = setup();
  const { written } = world.listen('dana');
  await until(
    async () => world.reads(),
    (reads) => reads > 0,
  );
  const before = world.reads();
  for (let n = 0; n < 100; n += 1) {
    world.happen(`lead:${n}`);
    await Promise.resolve();
  }
  await until(
    async () => written.join('').match(/^id: /gm)?.length,
    (count) => count === 100,
  );
  expect(world.reads() - before).toBeLessThan(10);
  world.relay.stop();
});
