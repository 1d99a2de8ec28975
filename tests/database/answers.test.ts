import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { createSessionRows } from '@ringback/shared/db/access/sessions.ts';
import { readCallHealth } from '@ringback/shared/db/calls/call-health.ts';
import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { checkWrites } from '@ringback/shared/db/check-database.ts';
import { checkMigrations } from '@ringback/shared/db/check-migrations.ts';
import { readOpenPasses } from '@ringback/shared/db/health/open-passes.ts';
import { readResting } from '@ringback/shared/db/health/resting.ts';
import { readWaitingHealth } from '@ringback/shared/db/health/waiting-health.ts';
import { createLeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { createLeadStanding } from '@ringback/shared/db/leads/lead-standing.ts';
import { createLeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import {
  createReadNumberHistories,
  readNumberHistory,
} from '@ringback/shared/db/leads/number-history.ts';
import { createSuppressionHistory } from '@ringback/shared/db/leads/suppression-history.ts';
import { createEvents } from '@ringback/shared/db/live/events.ts';
import { createNotifications } from '@ringback/shared/db/notifications/notifications.ts';
import { createPersonNeeds } from '@ringback/shared/db/notifications/person-needs.ts';
import { createRetention } from '@ringback/shared/db/retention.ts';
import { createSearchWords } from '@ringback/shared/db/search-words.ts';
import { readSpend } from '@ringback/shared/db/spend.ts';
import { createChats } from '@ringback/shared/db/texts/chats.ts';
import { createInbox } from '@ringback/shared/db/texts/inbox.ts';
import { createMedia } from '@ringback/shared/db/texts/media.ts';
import { createReadContext } from '@ringback/shared/db/texts/message-context.ts';
import { createSenders } from '@ringback/shared/db/texts/senders.ts';
import { readTextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { createWebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { createWebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { codesFor } from '@ringback/shared/providers/sms/providers.ts';
import { later, NOON, sid } from '@ringback/testing/database-world.ts';
import { OUR_NUMBER, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

/** A lead that was written to, has answered and was rung; and one that refuses. */
async function setup() {
  const world = await startTextsWorld();
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone), later(60));
  const call = await world.dialing(lead.phone, sid('answers'));
  const stopped = await world.planned();
  await world.inbound.receive(world.stopText(stopped.phone), later(60));
  return { world, lead, call, stopped };
}

let w: TextsWorld;
let made: Awaited<ReturnType<typeof setup>>;
beforeAll(async () => {
  made = await setup();
  w = made.world;
});
afterAll(() => w.stop());

const AT = later(120);
const SOON = 3_600_000;

/**
 * Each function that only reads, asked as the services ask it: the repository parses what it answers,
 * and throws where that has not the shape of its contract. Those that write are asked so by the
 * actions of the live log.
 */
const ASKED: Record<string, () => Promise<unknown>> = {
  call_case: () => w.calls.getCase(made.call.id, 5_000, AT),
  call_health: () => readCallHealth(w.db, AT),
  call_to_judge: () => w.analyses.load(made.call.id),
  call_to_settle: () => w.calls.toSettle(made.call.id),
  campaign_progress: async () => {
    const [campaign] = await w.campaigns.list();
    return w.campaigns.progress(campaign?.id ?? '', AT);
  },
  claim_due_replies: () => w.replies.claimDue(SOON, AT, 10),
  claim_unjudged: () => w.words.claimDue(SOON, SOON, AT, 10),
  consents_by_phone: () => w.consents.ofPhone(made.lead.phone),
  conversation_by_phone: () => w.heard.whoIs(made.lead.phone, OUR_NUMBER),
  conversation_page: () => w.conversations.page(made.lead.conversation_id, { limit: 10 }),
  count_calls: () => createCallLists(w.db).count({}),
  count_leads: () => createLeadLists(w.db).count({}, AT.toISOString()),
  due_notifications: () => createNotifications(w.db).due(AT, 10),
  due_webhooks: () => createWebhookDeliveries(w.db).due(AT, 10),
  event_bounds: () => createEvents(w.db).bounds(),
  event_page: () => createEvents(w.db).page(0, 1_000, 100),
  find_session: () => createSessionRows(w.db).findByHash('nobody’s', AT),
  idle_conversations: () => w.conversations.idle(7, later(10 * 86_400), 10),
  inbox: () => createInbox(w.db).list({ view: 'open', reader: made.call.id, limit: 10 }),
  inbox_counts: () => createInbox(w.db).counts(made.call.id),
  is_suppressed: () => w.suppressions.has(made.stopped.phone, 'sms'),
  lead_by_phone: () => w.leads.findByPhone(made.lead.phone),
  lead_standing: () => createLeadStanding(w.db)(made.lead.phone, AT),
  lead_story: () => createLeadStory(w.db).ofLead(Number(made.call.lead_id), { limit: 50 }),
  list_calls: () => createCallLists(w.db).list({ limit: 10 }),
  list_conversations: () => w.conversations.list({ limit: 10 }),
  list_leads: () => createLeadLists(w.db).list({ limit: 10, q: 'dana' }),
  list_senders: () => createSenders(w.db).list(AT),
  live_snapshot: () => createEvents(w.db).snapshot(10, 100),
  lost_work: () => w.calls.lostWork(SOON, AT, 10),
  message_contexts: () => createReadContext(w.db)(made.lead.message_id, AT),
  needs_to_look: () => createPersonNeeds(w.db).toLook(AT, 10),
  newest_migration: () => checkMigrations(w.db),
  number_histories: () =>
    createReadNumberHistories(w.db)({ phone: made.lead.phone, leadId: null, since: NOON }, AT),
  number_history: () =>
    readNumberHistory(w.db, { phone: made.lead.phone, leadId: null, since: NOON }, AT),
  old_media: () => createMedia(w.db).old({ before: AT, uploads: AT, erased: AT }, 10),
  old_recordings: () => createRetention(w.db).oldRecordings(AT, 10),
  open_passes: () => readOpenPasses(w.db, [made.call.id], AT),
  read_invitation: () => createCredentials(w.db).findInvitation('nobody’s', AT),
  read_outbox: () => createEvents(w.db).readOutbox(0, null, 100),
  read_spend: () => readSpend(w.db, AT),
  resting: () => readResting(w.db, AT),
  search_words: () => createSearchWords(w.db)('wagon', 10),
  stale_calls: () => w.calls.stale(later(SOON), 10),
  suppressions_by_phone: () => createSuppressionHistory(w.db)(made.stopped.phone),
  takes_writes: () => checkWrites(w.db),
  text_case: () => w.textAnalyses.load(made.stopped.conversation_id),
  text_health: () => readTextHealth(w.db, codesFor('filtered'), AT),
  unanalysed_conversations: () => w.conversations.unanalysed(later(SOON), 10),
  unknown_texts: () => createChats(w.db).unknown(['SM1']),
  waiting_health: () => readWaitingHealth(w.db, AT),
  webhook_times: () => createWebhookReceipts(w.db).times(['twilio/text_inbound']),
  work_due: () => readWorkDue(w.db, AT),
};

describe('what a function answers has the shape of its contract', () => {
  it.each(Object.entries(ASKED))('%s', async (name, ask) => {
    await ask();
    expect(w.called).toContain(name);
  });

  it('for every function that only reads', async () => {
    const reading = await w.exec(
      `select distinct proname as name from pg_proc
       where pronamespace = 'public'::regnamespace and provolatile <> 'v'`,
    );
    expect(reading.map((row) => String(row['name'])).filter((name) => !(name in ASKED))).toEqual(
      [],
    );
  });
});
