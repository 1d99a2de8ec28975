import { describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import fc from 'fast-check';
import type { RowOf } from '../../../live/kinds.ts';
import { createRowStore } from '../../../live/row-store.ts';
import { type SeqRange, withNewest } from './seq-range.ts';
import { threadItems } from './thread-items.ts';

type Message = RowOf<'message'>;
const PAGE = 5;

/** The server: a conversation, and the log of what happened to it. */
function createServer() {
  const messages: Message[] = [];
  const log: LiveEvent[] = [];
  const tell = (type: 'message.created' | 'message.updated', payload: Message) => {
    log.push({
      id: log.length + 1,
      topic: 'conversation:c1',
      type,
      at: '2026-12-01T10:00:00Z',
      payload: { ...payload },
    });
  };
  return {
    log,
    write(id: string, isMine: boolean): void {
      const message = {
        message_id: `m-${id}`,
        client_message_id: isMine ? id : null,
        conversation_id: 'c1',
        seq: messages.length + 1,
        created_at: new Date(1_764_583_200_000 + messages.length * 1_000).toISOString(),
        delivery_status: isMine ? 'pending' : 'received',
      } as Message;
      messages.push(message);
      tell('message.created', message);
    },
    deliver(index: number): void {
      const message = messages[index % Math.max(1, messages.length)];
      if (message?.delivery_status !== 'pending') return;
      message.delivery_status = 'delivered';
      tell('message.updated', message);
    },
    page: () => messages.slice(-PAGE).map((message) => ({ ...message })),
    since: (first: number) =>
      messages
        .filter(({ seq }, index) => (seq ?? 0) >= first || index >= messages.length - PAGE)
        .map((message) => ({ ...message })),
    all: () => messages,
  };
}

/** A page of the browser: its store, its stream and its outbox. */
function createPage(server: ReturnType<typeof createServer>) {
  const store = createRowStore();
  let range: SeqRange | null = null;
  let heard = 0;
  let outgoing: { id: string; written_at: string }[] = [];
  const answers: (() => void)[] = [];

  const take = (page: Message[], asOf: number) => {
    store.merge('message', page, asOf);
    const seqs = page.flatMap(({ seq }) => seq ?? []);
    const known = new Set(store.partsOf('message', 'c1').map(({ seq }) => seq));
    const first = seqs[0] ?? 1;
    range = withNewest(range, { seqs, older: first > 1 ? first : null }, (seq) => known.has(seq));
  };
  const thread = () =>
    threadItems({
      texts: store.partsOf('message', 'c1'),
      entries: [],
      outgoing,
      first: range?.first ?? 1,
      isBeginning: range?.older === null,
      dayOf: () => 'today',
    });

  return {
    thread,
    first: () => range?.first ?? 1,
    send(id: string): void {
      const asOf = store.position();
      outgoing = [...outgoing, { id, written_at: '2026-12-01T11:00:00Z' }];
      server.write(id, true);
      const row = server.all().find((message) => message.client_message_id === id);
      const copy = row ? { ...row } : null;
      answers.push(() => {
        if (copy) store.merge('message', [copy], asOf);
        outgoing = outgoing.filter((one) => one.id !== id);
      });
    },
    hear(count: number): void {
      store.apply(server.log.slice(heard, heard + count));
      heard = Math.min(server.log.length, heard + count);
    },
    hearAgain(from: number): void {
      store.apply(server.log.slice(Math.min(from, heard), heard));
    },
    refetch(): void {
      const asOf = store.position();
      const page = server.page();
      answers.push(() => take(page, asOf));
    },
    answer(index: number): void {
      const [run] = answers.splice(index % Math.max(1, answers.length), 1);
      run?.();
    },
    /**
     * The log does not go back so far: what was told meanwhile is never heard, so all that is on the
     * page is fetched anew.
     */
    reset(): void {
      heard = server.log.length;
      store.reset(heard);
      take(server.since(range?.first ?? Infinity), heard);
    },
  };
}

const act = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'lead' as const, n: 0 }) },
  { weight: 3, arbitrary: fc.constant({ do: 'send' as const, n: 0 }) },
  { weight: 2, arbitrary: fc.nat(20).map((n) => ({ do: 'deliver' as const, n })) },
  { weight: 5, arbitrary: fc.nat(4).map((n) => ({ do: 'hear' as const, n })) },
  { weight: 2, arbitrary: fc.nat(20).map((n) => ({ do: 'again' as const, n })) },
  { weight: 2, arbitrary: fc.constant({ do: 'refetch' as const, n: 0 }) },
  { weight: 4, arbitrary: fc.nat(5).map((n) => ({ do: 'answer' as const, n })) },
  { weight: 1, arbitrary: fc.constant({ do: 'reset' as const, n: 0 }) },
);

describe('a thread, whatever order news comes in', () => {
  it('holds each text once and in order, in ten thousand interleavings', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 30 }), (acts) => {
        const server = createServer();
        server.write('first', false);
        const page = createPage(server);
        page.refetch();
        page.answer(0);
        acts.forEach(({ do: verb, n }, index) => {
          if (verb === 'lead') server.write(`lead-${index}`, false);
          else if (verb === 'send') page.send(`mine-${index}`);
          else if (verb === 'deliver') server.deliver(n);
          else if (verb === 'hear') page.hear(n + 1);
          else if (verb === 'again') page.hearAgain(n);
          else if (verb === 'refetch') page.refetch();
          else if (verb === 'answer') page.answer(n);
          else page.reset();
          isInOrder(page.thread());
        });
        page.hear(1_000);
        for (let index = 0; index < 40; index += 1) page.answer(0);
        isInOrder(page.thread());
        const shown = page.thread().flatMap((item) => (item.kind === 'text' ? item.text : []));
        const expected = server.all().filter(({ seq }) => (seq ?? 0) >= page.first());
        expect(shown.map(({ message_id }) => message_id)).toEqual(
          expected.map(({ message_id }) => message_id),
        );
        expect(shown.map(({ delivery_status }) => delivery_status)).toEqual(
          expected.map(({ delivery_status }) => delivery_status),
        );
      }),
      { numRuns: 10_000 },
    );
  });
});

function isInOrder(items: ReturnType<ReturnType<typeof createPage>['thread']>): void {
  const keys = items.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) throw new Error(`twice: ${keys.join()}`);
  let last = 0;
  let isPlaced = true;
  for (const item of items) {
    if (item.kind === 'outgoing') isPlaced = false;
    if (item.kind !== 'text') continue;
    const seq = item.text.seq ?? 0;
    if (!isPlaced || seq <= last) throw new Error(`out of order: ${keys.join()}`);
    last = seq;
  }
}
