import { describe, expect, it } from '@jest/globals';
import { threadItems } from './thread-items.ts';

const at = (minute: number, day = 1) =>
  `2026-12-0${day}T10:${String(minute).padStart(2, '0')}:00.000Z`;
const text = (seq: number | null, minute = seq ?? 0, id: string | null = null, day = 1) => ({
  message_id: `m${seq}`,
  client_message_id: id,
  seq,
  created_at: at(minute, day),
});
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const all = { entries: [], outgoing: [], first: 1, isBeginning: true, dayOf };
const keys = (items: { key: string }[]) => items.map(({ key }) => key);

describe('a thread', () => {
  it('goes by seq, not by when something was written down or came', () => {
    const items = threadItems({ ...all, texts: [text(3, 1), text(1, 9), text(2, 5)] });
    expect(keys(items)).toEqual(['m1', 'm2', 'm3']);
  });

  it('leaves out what is only planned, and what lies before a gap', () => {
    const items = threadItems({ ...all, texts: [text(null), text(1), text(7)], first: 5 });
    expect(keys(items)).toEqual(['m7']);
  });

  it('puts what happened between the texts, and hides it before the first that is loaded', () => {
    const entries = [
      { key: 'take-over', at: at(3) },
      { key: 'arrived', at: at(0) },
    ];
    const texts = [text(2), text(4)];
    expect(keys(threadItems({ ...all, texts, entries }))).toEqual([
      'arrived',
      'm2',
      'take-over',
      'm4',
    ]);
    expect(keys(threadItems({ ...all, texts, entries, isBeginning: false }))).toEqual([
      'm2',
      'take-over',
      'm4',
    ]);
  });

  it('has a line for each new day, and none before the first item', () => {
    const items = threadItems({ ...all, texts: [text(1, 1, null, 1), text(2, 2, null, 2)] });
    expect(items.map(({ kind }) => kind)).toEqual(['text', 'day', 'text']);
  });

  it('ends with what has no place yet, and shows it once when it has one', () => {
    const outgoing = [{ id: 'mine', written_at: at(1) }];
    expect(keys(threadItems({ ...all, texts: [text(1, 5)], outgoing }))).toEqual(['m1', 'mine']);
    const texts = [text(1, 5), text(2, 6, 'mine')];
    expect(keys(threadItems({ ...all, texts, outgoing }))).toEqual(['m1', 'mine']);
  });

  it('changes nothing behind the first item, also where a text was written down late', () => {
    const texts = [text(1, 50, null, 3), text(2, 1, null, 1), text(3, 2, null, 2)];
    const before = threadItems({ ...all, texts, first: 2, isBeginning: false });
    const after = threadItems({ ...all, texts });
    expect(keys(after).slice(-before.length)).toEqual(keys(before));
  });

  it('changes nothing behind the first item when older ones come', () => {
    const texts = Array.from({ length: 40 }, (_, index) =>
      text(index + 1, index, null, index < 17 ? 1 : 2),
    );
    const entries = [4, 16, 17, 30].map((minute) => ({ key: `e${minute}`, at: at(minute, 2) }));
    for (let first = 2; first <= 40; first += 1) {
      const before = threadItems({ ...all, texts, entries, first, isBeginning: false });
      const after = threadItems({ ...all, texts, entries, first: 1 });
      expect(keys(after).slice(-before.length)).toEqual(keys(before));
    }
  });
});
