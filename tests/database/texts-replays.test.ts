import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createAnswerWithCall } from '@ringback/shared/db/texts/answer-with-call.ts';
import { createSenders } from '@ringback/shared/db/texts/senders.ts';
import { ANA, BEN, later, NOON } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  type TextsWorld,
  textSid,
  textStep,
} from '@ringback/testing/texts-world.ts';
import { judged } from '../fixtures/analyses.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const TABLES = [
  'campaigns',
  'campaign_steps',
  'campaign_days',
  'consents',
  'sms_conversations',
  'sms_campaign_enrollments',
  'sms_messages',
  'suppressions',
  'contact_decisions',
  'appointments',
  'conversation_analyses',
  'leads',
  'calls',
  'senders',
];

/** Every row of every table, apart from when it was last touched. */
async function everything(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of TABLES) {
    found[table] = await world.exec(
      `select to_jsonb(t) - 'updated_at' as row from ${table} t order by (to_jsonb(t) - 'updated_at')::text`,
    );
  }
  return found;
}

type Act = { name: string; act: () => Promise<unknown> };

/** One story that calls every function; each is done, and done again. */
async function story(): Promise<Act[]> {
  const campaignId = await world.campaign([textStep('Hello.'), textStep('Again.', 3_600)]);
  const lead = await world.planned(campaignId);
  const { conversation_id } = lead;
  const senders = createSenders(world.db);
  const fence = 1;
  const sid = textSid('replayed');
  const incoming = world.inboundText(lead.phone);
  const draft = {
    conversation_id,
    fence: 1,
    message_id: randomUUID(),
    body: 'Happy to help.',
    in_reply_to_seq: 2,
  };
  const asking = world.inboundText(lead.phone, { body: 'Call me at noon' });
  const promise = {
    ...{ conversation_id, fence: 2, message_id: randomUUID(), in_reply_to_seq: 4 },
    body: 'We will call you at noon.',
    call: { seq: 4, quote: 'Call me at noon', run_at: later(9_000).toISOString() },
  };
  const human = {
    conversation_id,
    message_id: randomUUID(),
    client_message_id: 'c1',
    body: 'This is Ana.',
    actor: ANA,
  };
  const single = {
    message_id: randomUUID(),
    lead_id: lead.lead.id,
    body: 'One more thing.',
    sender: '+12025559000',
  };
  const other = await world.planned();
  const otherFence = await world.claimed(other.message_id);
  const stop = world.stopText(lead.phone);
  const form = { source: 'form', phone: lead.phone, campaign_id: campaignId };
  const batch = { source: 'file', campaign_id: campaignId, rows: [{ line: 1, phone: lead.phone }] };
  return [
    { name: 'receive_lead', act: () => world.intake.receive(form, NOON) },
    { name: 'import_leads', act: () => world.intake.importBatch(batch, NOON) },
    { name: 'record_consent', act: () => world.consents.add(lead.lead.id, { text: 'x' }, NOON) },
    { name: 'enroll', act: () => world.enrollments.enroll(campaignId, [lead.lead.id], NOON) },
    {
      name: 'edit_campaign_steps',
      act: () =>
        world.campaigns.editSteps(campaignId, [textStep('Hi.'), textStep('Again.', 60)], NOON),
    },
    {
      name: 'set_campaign_status',
      act: () => world.campaigns.setStatus(campaignId, 'running', NOON),
    },
    {
      name: 'hold_message',
      act: () =>
        world.messages.hold(lead.message_id, later(10), { rule: 'night', reason: 'Night.' }, NOON),
    },
    {
      name: 'begin_message',
      act: () => world.messages.begin(lead.message_id, claimAt(later(10)), later(10)),
    },
    {
      name: 'record_message_sent',
      act: () =>
        world.messages.recordSent(lead.message_id, fence, { sid, status: 'queued' }, later(11)),
    },
    {
      name: 'record_delivery',
      act: () =>
        world.messages.recordDelivery(
          {
            provider: 'twilio',
            kind: 'callback',
            provider_sid: sid,
            status: 'delivered',
            provider_status: 'delivered',
          },
          later(12),
        ),
    },
    { name: 'claim_due_messages', act: () => world.messages.claimDue(60_000, later(13), 100) },
    {
      name: 'release_message',
      act: () =>
        world.messages.release(
          other.message_id,
          otherFence,
          { status: 'failed', next: { retry_at: later(900).toISOString() } },
          '30008',
          later(13),
        ),
    },
    { name: 'set_sender_pace', act: () => senders.setPace('+12025559000', 5, later(13)) },
    { name: 'wake_sender', act: () => senders.wake('+12025559000', later(13)) },
    { name: 'claim_message_checks', act: () => world.messages.claimChecks(later(14), 100) },
    {
      name: 'record_message_lookup',
      act: () => world.messages.recordLookup(lead.message_id, fence, sid, later(14)),
    },
    { name: 'receive_message', act: () => world.inbound.receive(incoming, later(15)) },
    { name: 'claim_due_replies', act: () => world.replies.claimDue(1_000, later(20), 100) },
    { name: 'begin_reply', act: () => world.replies.begin(conversation_id, 60_000, later(20)) },
    { name: 'save_reply_draft', act: () => world.replies.saveDraft(draft, later(21)) },
    {
      name: 'release_reply',
      act: () => world.replies.release(conversation_id, 1, later(30), later(22)),
    },
    { name: 'receive_message (a wish)', act: () => world.inbound.receive(asking, later(22)) },
    {
      name: 'begin_reply (to it)',
      act: () => world.replies.begin(conversation_id, 9_000, later(27)),
    },
    {
      name: 'answer_with_call',
      act: async () => {
        const { result } = await createAnswerWithCall(world.db)(promise, later(28));
        expect(['planned', 'replayed']).toContain(result);
      },
    },
    {
      name: 'book_text_appointment',
      act: () => world.replies.book(conversation_id, later(9_000), 'noon', later(28)),
    },
    {
      name: 'hand_over_conversation',
      act: () =>
        world.replies.handOver({ conversation_id, reason: 'asked', summary: 'x' }, later(23)),
    },
    {
      name: 'set_conversation_owner',
      act: () => world.conversations.setOwner(conversation_id, 'paused', ANA, later(24)),
    },
    { name: 'human_message', act: () => world.conversations.write(human, later(25)) },
    {
      name: 'mark_conversation_read',
      act: () => world.conversations.markRead(conversation_id, 3, ANA.id, later(26)),
    },
    {
      name: 'assign_conversation',
      act: () => world.conversations.assign(conversation_id, BEN.id, ANA, later(26)),
    },
    {
      name: 'set_enrollment_status',
      act: () => world.enrollments.setStatus(lead.enrollment_id, 'paused', 'rest', ANA, later(27)),
    },
    { name: 'plan_text', act: () => world.messages.plan(single, later(28)) },
    {
      name: 'deny_message',
      act: () =>
        world.messages.deny(single.message_id, { rule: 'test', reason: 'Never.' }, later(29)),
    },
    {
      name: 'end_conversation',
      act: () =>
        world.conversations.end({ conversation_id, outcome: 'success', reason: 'goal' }, later(30)),
    },
    {
      name: 'save_text_analysis',
      act: () => world.textAnalyses.save({ conversation_id, ...judged() }, later(31)),
    },
    { name: 'receive_message (STOP)', act: () => world.inbound.receive(stop, later(40)) },
    {
      name: 'record_opt_out',
      act: () => world.inbound.optOut({ conversation_id, words: 'STOP' }, later(41)),
    },
    {
      name: 'set_switch',
      act: () => world.switches.set('stop_texts', false, 'test', ANA, later(42)),
    },
    {
      name: 'set_campaign_status (ended)',
      act: () => world.campaigns.setStatus(campaignId, 'ended', later(43)),
    },
  ];
}

it('every function, called a second time, leaves every row as the first call left it', async () => {
  for (const { name, act } of await story()) {
    await act();
    const once = await everything();
    await act();
    expect({ name, rows: await everything() }).toEqual({ name, rows: once });
  }
});
