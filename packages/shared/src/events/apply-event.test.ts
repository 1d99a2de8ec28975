import { describe, expect, it } from '@jest/globals';
import { callRow, leadRow } from '../testing/rows.ts';
import {
  CAMPAIGN_ID,
  consentRow,
  conversationRow,
  enrollmentRow,
  messageRow,
  stepRow,
} from '../testing/text-rows.ts';
import { applyEvent } from './apply-event.ts';
import { ALL_KINDS } from './kinds.ts';
import { readEvent } from './live-event.ts';
import { Snapshot } from './snapshot.ts';

const AT = '2026-11-20T17:00:00+00:00';

/** A snapshot with these rows and this window; every other list is empty and has all there is. */
function snapshotOf(lists: Record<string, object[]>, window: object = {}): Snapshot {
  const names = ALL_KINDS.map(([, { list }]) => list);
  const all = <T>(value: T) => Object.fromEntries(names.map((name) => [name, value]));
  return Snapshot.parse({
    ...all([]),
    ...lists,
    window: { ...all(null), ...window },
    last_event_id: 10,
  });
}

const event = (type: string, payload: object, id = 11) =>
  readEvent({ id, topic: 'x:1', type, at: AT, payload });

const step = (position: number, seconds = 0) => ({
  ...stepRow({ position }),
  created_at: `2026-11-20T17:00:0${seconds}+00:00`,
});

describe('an event', () => {
  it('that is older than the snapshot changes nothing', () => {
    const old = snapshotOf({ leads: [leadRow()] });
    expect(applyEvent(old, event('lead.deleted', { id: 1 }, 10))).toBe(old);
  });

  it('of a kind that nobody knows moves the place in the log, and nothing else', () => {
    const old = snapshotOf({ leads: [leadRow()] });
    const now = applyEvent(old, event('tariff.created', { id: 1 }));
    expect(now).toEqual({ ...old, last_event_id: 11 });
  });

  it('leaves the old snapshot as it was', () => {
    const old = snapshotOf({ leads: [leadRow()] });
    const before = structuredClone(old);
    applyEvent(old, event('lead.updated', leadRow({ name: 'Eve' })));
    expect(old).toEqual(before);
  });

  it('of a step finds it by its campaign and its place', () => {
    const old = snapshotOf({ campaign_steps: [step(1), step(2)] });
    const changed = applyEvent(old, event('campaign_step.updated', { ...step(2), version: 9 }));
    expect(changed.campaign_steps.map(({ version }) => version)).toEqual([3, 9]);
    const gone = { campaign_id: CAMPAIGN_ID, position: 1 };
    const fewer = applyEvent(changed, event('campaign_step.deleted', gone, 12));
    expect(fewer.campaign_steps.map(({ position }) => position)).toEqual([2]);
  });

  it('puts parts in the order in which they were written, everything else newest first', () => {
    const old = snapshotOf({ campaign_steps: [step(1), step(3, 2)], enrollments: [] });
    const steps = applyEvent(old, event('campaign_step.created', step(2, 1)));
    expect(steps.campaign_steps.map(({ position }) => position)).toEqual([1, 2, 3]);
    const one = applyEvent(old, event('enrollment.created', enrollmentRow({ id: 7 })));
    const two = applyEvent(one, event('enrollment.created', enrollmentRow({ id: 8 }), 12));
    expect(two.enrollments.map(({ id }) => id)).toEqual([8, 7]);
  });

  it('about a row below the window leaves it out, until it is new enough', () => {
    const talk = conversationRow({ last_activity_at: '2026-11-20T16:00:00+00:00' });
    const old = snapshotOf({}, { conversations: AT });
    const still = applyEvent(old, event('conversation.updated', talk));
    expect(still.conversations).toEqual([]);
    const alive = { ...talk, last_activity_at: '2026-11-20T17:00:00.5+00:00' };
    const back = applyEvent(still, event('conversation.updated', alive, 12));
    expect(back.conversations).toHaveLength(1);
  });
});

describe('a lead that was deleted', () => {
  it('takes along what was said and planned, even for who hears nothing but that', () => {
    const other = { lead_id: 2 };
    const old = snapshotOf({
      leads: [leadRow({ id: 2 }), leadRow()],
      conversations: [conversationRow(), conversationRow(other)],
      messages: [messageRow(), messageRow(other)],
      enrollments: [enrollmentRow(), enrollmentRow(other)],
      consents: [consentRow()],
      calls: [callRow()],
    });
    const now = applyEvent(old, event('lead.deleted', { id: 1 }));
    expect(now.leads.map(({ id }) => id)).toEqual([2]);
    for (const list of [now.conversations, now.messages, now.enrollments])
      expect(list.map((row) => row.lead_id)).toEqual([2]);
    // Of these the bare facts stay, and come as events of their own.
    expect([now.consents.length, now.calls.length]).toEqual([1, 1]);
  });
});
