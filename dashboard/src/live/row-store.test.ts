import { describe, expect, it } from '@jest/globals';
import { ALL_KINDS } from '@ringback/shared/events/kinds.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import { messageRow } from '@ringback/shared/testing/text-rows.ts';
import fc from 'fast-check';
import { KEYS } from './kinds.ts';
import { createRowStore } from './row-store.ts';

const message = (n: number, body = `text ${n}`) => ({
  ...messageRow(),
  message_id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  conversation_id: CONVERSATION,
  seq: n,
  body,
});
const CONVERSATION = '11111111-0000-4000-8000-000000000000';

const written = (id: number, n: number, body?: string): LiveEvent =>
  ({
    id,
    topic: `message:${n}`,
    at: '',
    type: 'message.created',
    payload: message(n, body),
  }) as LiveEvent;

const bodies = (store: ReturnType<typeof createRowStore>) =>
  store
    .partsOf('message', CONVERSATION)
    .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
    .map(({ body }) => body);

describe('the rows of a page', () => {
  it('have the keys that the log tells of', () => {
    expect(KEYS).toEqual(Object.fromEntries(ALL_KINDS.map(([noun, { key }]) => [noun, [...key]])));
  });

  it('keep what is newer in the log over a page that was fetched before it', () => {
    const store = createRowStore();
    store.apply([written(5, 1, 'new words')]);
    store.merge('message', [message(1, 'old words')] as never, 4);
    expect(bodies(store)).toEqual(['new words']);
  });

  it('do not bring back a row that was deleted while a page was being fetched', () => {
    const store = createRowStore();
    store.apply([
      written(5, 1),
      {
        id: 6,
        topic: '',
        at: '',
        type: 'message.deleted',
        payload: { message_id: message(1).message_id },
      } as LiveEvent,
    ]);
    store.merge('message', [message(1)] as never, 4);
    expect(bodies(store)).toEqual([]);
  });

  it('are put together as a list again only when one of them has changed', () => {
    const store = createRowStore();
    store.apply([written(1, 1)]);
    const before = store.partsOf('message', CONVERSATION);
    store.merge('message', [message(1)] as never, 2);
    expect(store.partsOf('message', CONVERSATION)).toBe(before);
    store.apply([written(3, 1, 'new words')]);
    expect(bodies(store)).toEqual(['new words']);
    store.apply([written(4, 2)]);
    expect(bodies(store)).toEqual(['new words', 'text 2']);
    store.apply([{ ...written(5, 2), type: 'message.deleted' } as LiveEvent]);
    expect(bodies(store)).toEqual(['new words']);
  });

  it('tell a listener once of a batch, and only of what it asked for', () => {
    const store = createRowStore();
    const heard: string[] = [];
    store.subscribe(`message<${CONVERSATION}`, () => heard.push('thread'));
    store.subscribe('lead', () => heard.push('lead'));
    store.apply([written(1, 1), written(2, 2), written(3, 3)]);
    expect(heard).toEqual(['thread']);
  });

  it('hold each text once and in order, in whatever order events and pages come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(30), isPage: fc.boolean(), from: fc.nat(30) }), {
          maxLength: 60,
        }),
        (steps) => {
          const store = createRowStore();
          for (const { at, isPage, from } of steps) {
            if (isPage) {
              const page = Array.from({ length: Math.max(0, at - from) }, (_, index) =>
                message(from + index + 1),
              );
              store.merge('message', page as never, at);
            } else store.apply([written(at, at)]);
          }
          // In the end everything is fetched once more, as after a reset.
          store.reset(30);
          store.merge(
            'message',
            Array.from({ length: 30 }, (_, index) => message(index + 1)) as never,
            30,
          );
          const seen = bodies(store).filter((body) => body !== 'text 0');
          expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `text ${index + 1}`));
        },
      ),
      { numRuns: 500 },
    );
  });
});
