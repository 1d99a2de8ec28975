import { expect, it } from '@jest/globals';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createRelay } from './relay.ts';
import { wants } from './topics.ts';

const about = { at: '2026-11-20T17:00:00Z' };
const events = [
  { ...about, id: 8, topic: 'lead:6', type: 'lead.updated', payload: { id: 6, name: 'Ada' } },
  { ...about, id: 9, topic: 'message:m1', type: 'message.created', payload: { message_id: 'm1' } },
] as unknown as LiveEvent[];

it('logs for each event the number of listeners, and for a text that it was saved', async () => {
  const lines: string[] = [];
  const heard = Promise.withResolvers<void>();
  const page = { fence: null, tail: 0, lag_ms: 1 };
  const pages = [
    { ...page, events: [], position: 7 },
    { ...page, events, position: 9 },
  ];
  const relay = createRelay({
    events: { readOutbox: async () => pages.shift() ?? { ...page, events: [], position: 9 } },
    pollMs: 1,
    log: createLogger(
      { service: 'test', level: 'info' },
      { write: (line) => void lines.push(line) },
    ),
    onLag: () => undefined,
  });
  const join = (topics: string[]) =>
    relay.join({
      hear: (told) => {
        if (told.length > 0) heard.resolve();
      },
      skip: () => undefined,
      wants: (event) => wants(topics, event),
    });
  const leave = [join([]), join(['lead'])];
  await heard.promise;
  relay.stop();
  for (const go of leave) go();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'SSE broadcast', eventId: 8, type: 'lead.updated', clients: 2 },
    { msg: 'live_chat save_message broadcast', eventId: 9, messageId: 'm1', clients: 1 },
  ]);
  expect(lines.join('')).not.toContain('Ada');
});
