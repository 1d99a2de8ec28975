import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEvents } from '@ringback/shared/db/live/events.ts';
import { applyEvent } from '@ringback/shared/events/apply-event.ts';
import { ALL_KINDS } from '@ringback/shared/events/kinds.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { Snapshot, SnapshotWindow } from '@ringback/shared/events/snapshot.ts';
import { later } from '@ringback/testing/database-world.ts';
import { type ActionsWorld, type Story, startActionsWorld } from './live-actions/actions-world.ts';
import { callActions } from './live-actions/call-actions.ts';
import { campaignActions } from './live-actions/campaign-actions.ts';
import { conversationActions } from './live-actions/conversation-actions.ts';
import { sendingActions } from './live-actions/sending-actions.ts';

const STORIES: [string, (world: ActionsWorld) => Story][] = [
  ['leads and calls', callActions],
  ['campaigns', campaignActions],
  ['texts on their way', sendingActions],
  ['conversations', conversationActions],
];

let world: ActionsWorld;
beforeAll(async () => {
  world = await startActionsWorld();
});
afterAll(() => world.stop());

/** As a page gets it: first the place in the log, then the rows. */
async function snapshot(limit: number, window?: SnapshotWindow): Promise<Snapshot> {
  const events = createEvents(world.db);
  const { position } = await events.readOutbox(null, null, 1);
  const rows = await events.snapshot(limit, limit, window);
  return { ...rows, last_event_id: position ?? -1 };
}

async function eventsAfter(id: number): Promise<LiveEvent[]> {
  const events = createEvents(world.db);
  return (await events.readOutbox(id, null, 10_000)).events;
}

describe.each(STORIES)('old snapshot + events = new snapshot: %s', (_story, storyOf) => {
  it.each([
    ['with all there is', 1_000],
    ['with a window of two', 2],
  ])(
    'after every single thing that can happen, %s',
    async (_case, limit) => {
      // Something is there already, or a window would have nothing to leave out.
      for (let row = 0; row < 3; row++) {
        await world.calls.schedule(world.newCall({ to: world.number() }), later(-60 + row));
        await world.planned();
      }
      const olds = [await snapshot(limit)];
      let watching = olds[0] as Snapshot;
      for (const [what, act] of storyOf(world).actions) {
        const old = olds.at(-1) as Snapshot;
        await act();
        const events = await eventsAfter(old.last_event_id);
        const fresh = await snapshot(limit, old.window);
        expect({ what, after: events.reduce(applyEvent, old) }).toEqual({ what, after: fresh });
        // Events that the snapshot holds already may come again.
        expect(events.reduce(applyEvent, fresh)).toEqual(fresh);
        // The page was slow: its place is from before the act, its rows are from after it.
        const mixed = { ...fresh, last_event_id: old.last_event_id };
        expect(events.reduce(applyEvent, mixed)).toEqual(fresh);
        watching = events.reduce(applyEvent, watching);
        olds.push(await snapshot(limit));
      }
      // Whoever comes back after a while, to whichever moment, reads the rest out of the log.
      const log = await eventsAfter(olds[0]?.last_event_id ?? 0);
      const now = new Map<string, Snapshot>();
      for (const old of olds) {
        const window = JSON.stringify(old.window);
        const fresh = now.get(window) ?? (await snapshot(limit, old.window));
        now.set(window, fresh);
        const missed = log.filter(({ id }) => id > old.last_event_id);
        expect(missed.reduce(applyEvent, old)).toEqual(fresh);
      }
      expect(watching).toEqual(now.get(JSON.stringify(watching.window)));
    },
    240_000,
  );
});

/** They write and no page hears of it. */
const NOT_AN_ACTION: Record<string, string> = {
  read_outbox: 'It reads the log, but looks twice.',
  prune_events: 'It forgets the events that everything here is about.',
  begin_webhook: 'Messages to the operator’s own programs are no news to a page.',
  record_webhook: 'The same.',
  retry_webhook: 'The same.',
  prune_webhooks: 'The same.',
  begin_notification: 'Texts and mails to colleagues are no news to a page.',
  record_notification: 'The same.',
  record_told: 'The same.',
  prune_person_needs: 'The same.',
  save_notification_rule: 'Rules and shifts are no news to a page.',
  delete_notification_rule: 'The same.',
  delete_webhook_endpoint: 'No page shows endpoints.',
  save_duty_shift: 'The same.',
  delete_duty_shift: 'The same.',
  sign_of_life: 'That a process is at work is no news to a page.',
  sign_off: 'The same.',
  open_session: 'Who is signed in is no news to a page.',
  close_session: 'The same.',
  note_seen: 'The same.',
  begin_sign_in: 'The same.',
  invite_user: 'The log does not tell of people: a page asks for them.',
  reset_user: 'The same.',
  accept_invitation: 'The same.',
  set_password: 'The same.',
  change_user: 'The same.',
  change_own_account: 'The same.',
  ensure_user: 'The same.',
  note_export: 'Who did what is no news to a page: it stands in the activity log.',
  note_exported: 'The same.',
  save_canned_reply: 'Words that people keep ready are no news to a page.',
  delete_canned_reply: 'The same.',
  takes_writes: 'It writes nothing: it asks whether anybody could.',
  idle_conversations: 'It remembers how far it has looked, and nothing else.',
  call_health: 'It remembers how far it has counted, and nothing else.',
  language_model_news: 'What rests stands among the stats; a page asks for them.',
};

/** What never happens to a row of its kind. */
const NEVER = [
  ...['call.deleted', 'suppression.deleted', 'consent.deleted', 'campaign.deleted'],
  ...['switch.created', 'switch.deleted', 'sender.deleted'],
];

describe('all actions together', () => {
  const told = new Set<string>();
  const traces: string[] = [];
  let own: ActionsWorld;
  beforeAll(async () => {
    own = await startActionsWorld();
    let last = 0;
    for (const story of STORIES.map(([, storyOf]) => storyOf(own))) {
      // Each begins at noon again: the sender is not busy with what the one before it sent.
      await own.rested();
      for (const [, act] of story.actions) {
        await act();
        const rows = await own.exec(`select id, type from events where id > ${last} order by id`);
        for (const { type } of rows) told.add(String(type));
        last = Number(rows.at(-1)?.['id'] ?? last);
      }
      traces.push(...story.traces);
    }
  });
  afterAll(() => own.stop());

  it('call every function that writes', async () => {
    const writing = await own.exec(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and p.provolatile = 'v' order by 1`,
    );
    const names = writing.map((row) => String(row['name']));
    const left = names.filter((name) => !own.called.has(name));
    expect(left).toEqual(Object.keys(NOT_AN_ACTION).sort());
  });

  it('make every event that can come, and no other', () => {
    const all = ALL_KINDS.flatMap(([noun]) =>
      ['created', 'updated', 'deleted'].map((verb) => `${noun}.${verb}`),
    );
    expect([...told].sort()).toEqual(all.filter((type) => !NEVER.includes(type)).sort());
  });

  it('leave nobody who was deleted in the log: no number, no name, no word', async () => {
    const log = JSON.stringify(await own.exec('select payload from events'));
    expect(traces.filter((trace) => log.includes(trace))).toEqual([]);
  });
});
