import { describe, expect, it } from '@jest/globals';
import type { ListItem } from './list-item.ts';
import { liveOrder } from './live-order.ts';

const at = (minute: number) => `2026-12-01T10:${String(minute).padStart(2, '0')}:00Z`;
const row = (id: string, minute: number, more = {}) => ({
  id,
  lead_id: 1,
  owner: 'ai',
  awaits_human: false,
  assigned_to: null,
  ended_at: null,
  handed_over_at: null,
  send_failed_at: null as string | null,
  last_inbound_at: at(minute),
  last_activity_at: at(minute),
  ...more,
});
const listed = (id: string, more: Partial<ListItem> = {}): ListItem => ({
  key: `${more.kind ?? 'conversation'}:${id}`,
  kind: 'conversation',
  id,
  leadId: 1,
  waitsSince: null,
  reason: null,
  unread: 0,
  ...more,
});
const open = { view: 'open' as const, me: 'dana', isSearch: false, hasMore: false };
const ids = (items: ListItem[]) => items.map(({ id }) => id);

describe('a view of the inbox', () => {
  it('has the latest activity first, with what has come since it was fetched', () => {
    const rows = [row('a', 1), row('b', 5), row('new', 9)];
    expect(ids(liveOrder([listed('b'), listed('a')], rows, open))).toEqual(['new', 'b', 'a']);
  });

  it('loses what does not belong to it any more', () => {
    const rows = [row('a', 1, { ended_at: at(9) }), row('b', 5, { assigned_to: 'dana' })];
    expect(ids(liveOrder([listed('b'), listed('a')], rows, open))).toEqual(['b']);
    expect(ids(liveOrder([], rows, { ...open, view: 'mine' }))).toEqual(['b']);
    expect(ids(liveOrder([], rows, { ...open, view: 'ended' }))).toEqual(['a']);
  });

  it('leaves to later pages what is older than its last row', () => {
    const rows = [row('a', 5), row('old', 1)];
    expect(ids(liveOrder([listed('a')], rows, { ...open, hasMore: true }))).toEqual(['a']);
  });

  it('shows what was found, and nothing else, in a search', () => {
    const rows = [row('a', 5, { ended_at: at(6) }), row('b', 7)];
    expect(ids(liveOrder([listed('a')], rows, { ...open, isSearch: true }))).toEqual(['a']);
  });

  it('puts who waits on the line first, then who was promised a person, longest first', () => {
    const rows = [
      row('late', 9, { owner: 'human', awaits_human: true, handed_over_at: at(9) }),
      row('early', 3, { owner: 'human', awaits_human: true, handed_over_at: at(3) }),
      row('unclear', 1, { owner: 'paused' }),
      row('failed', 1, { send_failed_at: at(1) }),
    ];
    const items = [
      listed('nobody-could-tell', { kind: 'analysis', waitsSince: at(0) }),
      listed('failed', { reason: 'send_failed', waitsSince: at(0) }),
      listed('live', { kind: 'call', waitsSince: at(10) }),
    ];
    expect(ids(liveOrder(items, rows, { ...open, view: 'needs' }))).toEqual([
      'live',
      'early',
      'late',
      'unclear',
      'failed',
      'nobody-could-tell',
    ]);
  });
});
