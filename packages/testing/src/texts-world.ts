import { randomUUID } from 'node:crypto';
import { createConsents } from '@ringback/shared/db/leads/consents.ts';
import { createLeadIntake, type IncomingLead } from '@ringback/shared/db/leads/lead-intake.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import {
  type CampaignInput,
  createCampaigns,
  type StepInput,
} from '@ringback/shared/db/texts/campaigns.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createEnrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { createInboundTexts, type InboundText } from '@ringback/shared/db/texts/inbound-texts.ts';
import { createMessages, type Messages, type NewText } from '@ringback/shared/db/texts/messages.ts';
import { createReplies } from '@ringback/shared/db/texts/replies.ts';
import type { TextBegun, TextClaim } from '@ringback/shared/db/texts/send-messages.ts';
import { createTextAnalyses } from '@ringback/shared/db/texts/text-analyses.ts';
import { createWordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { later, NOON, ownKey, startDatabaseWorld } from './database-world.ts';
import { judging, type Unjudged } from './judged-claims.ts';

export const OUR_NUMBER = '+12025559000';
export const DAY = 86_400;

export const textStep = (body: string, delaySeconds = 0): StepInput => ({
  channel: 'text',
  delay_seconds: delaySeconds,
  variants: [{ name: 'a', weight: 1, body }],
});

export const TEXT_CLAIM: Unjudged<TextClaim> = {
  worker: 'test',
  deadline_at: later(8).toISOString(),
  open_until: later(100 * DAY).toISOString(),
  limits: [{ id: 'texts_per_day', channels: ['text'], limit: 5, window_hours: 24 }],
  segments: 1,
  // Nobody waits for a sender unless that is what the test is about.
  per_second: 1_000_000,
  body: 'Hello there.',
  variant: 'a',
  evidence: {},
};

/** Claimed at another moment, with a deadline that fits. */
export const claimAt = (at: Date, change: Partial<TextClaim> = {}): Unjudged<TextClaim> => ({
  ...TEXT_CLAIM,
  deadline_at: later(8, at).toISOString(),
  ...change,
});

/** A database with every repository of the texting side, and short ways to its usual states. */
export async function startTextsWorld() {
  const world = await startDatabaseWorld();
  const campaigns = createCampaigns(world.db);
  const intake = createLeadIntake(world.db);
  const messages = judging<TextClaim, TextBegun, Messages>(createMessages(world.db), (id) =>
    world.numberOf('sms_messages', 'message_id', 'lead_phone', id),
  );
  const heard = createInboundTexts(world.db);
  const words = createWordsJudged(world.db);
  /** Texts come in and are judged at once to refuse nothing; `heard` leaves them as they come in. */
  const inbound: typeof heard = {
    ...heard,
    async receive(text, at) {
      const came = await heard.receive(text, at);
      const { message_id: id, conversation_id, refusal_verdict: verdict } = came.message;
      if (came.result === 'recorded' && verdict === 'pending') {
        await words.record({ conversation_id, message_ids: [id], verdict: 'not', by: 'model' }, at);
      }
      return came;
    },
  };
  let made = 0;

  async function campaign(
    steps: StepInput[] = [textStep('Hello.'), textStep('Still there?', DAY)],
    change: CampaignInput & { sender?: string } = {},
  ) {
    const named = { name: `Campaign ${made++}`, sender: OUR_NUMBER, ...change };
    const row = await campaigns.create(named, NOON);
    await campaigns.editSteps(row.id, steps, NOON);
    await campaigns.setStatus(row.id, 'running', NOON);
    return row.id;
  }

  /** Each test begins at noon again, and finds no sender busy with what the one before it sent. */
  const rested = () =>
    world.exec(`update senders set free_at = '-infinity', next_answer_at = '-infinity',
      next_other_at = '-infinity' where free_at > '-infinity'`);

  /** A lead with consent, in the campaign given or in one of its own. */
  async function arrived(campaignId?: string, change: Partial<IncomingLead> = {}, at = NOON) {
    await rested();
    const phone = world.number();
    const received = await intake.receive(
      {
        source: 'form',
        phone,
        name: 'Dana',
        consent: { channel: 'all', kind: 'written', text: 'Yes, text me.' },
        campaign_id: campaignId ?? (await campaign()),
        ...change,
      },
      at,
    );
    return { phone, ...received };
  }

  /** The same, with its first text planned. */
  async function planned(campaignId?: string, at = NOON) {
    const lead = await arrived(campaignId, {}, at);
    if (!lead.message_id || !lead.conversation_id || !lead.enrollment_id)
      throw new Error(`expected a planned text, got ${lead.result}`);
    return {
      ...lead,
      message_id: lead.message_id,
      conversation_id: lead.conversation_id,
      enrollment_id: lead.enrollment_id,
    };
  }

  async function claimed(id: string, at = NOON, change: Partial<TextClaim> = {}) {
    const begun = await messages.begin(id, claimAt(at, change), at);
    if (begun.verdict !== 'go') throw new Error(`expected a claim, got ${JSON.stringify(begun)}`);
    return begun.fence;
  }

  /** Claims it and has the carrier accept it. */
  async function sent(id: string, at = NOON) {
    const fence = await claimed(id, at);
    const sid = textSid(`sent${made++}`);
    await messages.recordSent(id, fence, { sid, status: 'queued', segments: 1 }, at);
    return { sid, fence };
  }

  const inboundText = (from: string, change: Partial<InboundText> = {}): InboundText => ({
    message_id: randomUUID(),
    provider: 'twilio',
    provider_sid: textSid(`in${made++}`),
    from,
    to: OUR_NUMBER,
    body: 'Yes, tell me more.',
    debounce_seconds: 5,
    cap_seconds: 30,
    opt_out: { kind: 'none' },
    ...change,
  });

  /** A text to a number nobody has had yet, outside of every campaign. */
  const single = (change: Partial<NewText> = {}) => ({
    message_id: randomUUID(),
    to: world.number(),
    body: 'Your car is ready.',
    sender: OUR_NUMBER,
    ...ownKey(),
    ...change,
  });

  const stopText = (from: string, change: Partial<InboundText> = {}): InboundText =>
    inboundText(from, {
      body: 'STOP',
      opt_out: { kind: 'opt_out', rule: 'keyword', words: 'STOP' },
      notice: { message_id: randomUUID(), body: 'You are unsubscribed.' },
      ...change,
    });

  return {
    ...world,
    campaigns,
    intake,
    messages,
    inbound,
    heard,
    words,
    consents: createConsents(world.db),
    conversations: createConversations(world.db),
    enrollments: createEnrollments(world.db),
    replies: createReplies(world.db),
    switches: createSwitches(world.db),
    textAnalyses: createTextAnalyses(world.db),
    rested,
    campaign,
    arrived,
    planned,
    claimed,
    sent,
    inboundText,
    stopText,
    single,
    text: async (id: string) => {
      const row = await messages.find(id);
      if (!row) throw new Error('expected a text, found none');
      return row;
    },
    enrollment: async (phone: string) => {
      const [row] = await world.exec(
        `select id, status, reason, next_step, next_message_at, message_id, call_id
         from sms_campaign_enrollments where lead_phone = '${phone}' order by id desc limit 1`,
      );
      return row;
    },
    /** The sweep, at its usual size. */
    sweep: (at: Date) => messages.claimDue(60_000, at, 500),
    decisions: (leadId: number) =>
      world.exec(
        `select verdict, rule from contact_decisions where lead_id = ${leadId} order by id`,
      ),
  };
}

export type TextsWorld = Awaited<ReturnType<typeof startTextsWorld>>;

/** A text's sid of the right shape, told apart by a word. */
export function textSid(word: string): string {
  return `SM${Buffer.from(word).toString('hex').padEnd(32, '0').slice(0, 32)}`;
}
