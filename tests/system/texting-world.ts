import { expect } from '@jest/globals';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { awake, numberWithStory } from '../people.ts';
import { type SystemOptions, startSystem } from '../running-system/start-system.ts';

export const SENDER = '+12025550190';
export const HANDOVER_LINE = 'A colleague will answer you here.';
export const OPT_OUT_LINE = 'You will get no more texts.';
const FIRST = 'Hi {{first_name|there}}, are you still looking for a car? Reply STOP to opt out.';

/** A system with a campaign of two texts, and leads who come in for it. `people`: where to count from. */
export async function startTexting(people: number, options: SystemOptions = {}) {
  const settings = { HANDOVER_LINE, OPT_OUT_LINE, ...options.settings };
  const system = await startSystem({ ...options, settings });
  const { SUPABASE_URL: url = '', SUPABASE_SECRET_KEY: secretKey = '' } = system.environment;
  const db = connectDb({ url, secretKey });
  const campaigns = createCampaigns(db);
  const intake = createLeadIntake(db);
  let next = people;

  const named = { name: 'Autumn', sender: SENDER, goal: 'Book a visit.' };
  const { id: campaignId } = await campaigns.create(named, new Date());
  const step = (delay: number, body: string) => ({
    channel: 'text' as const,
    delay_seconds: delay,
    variants: [{ name: 'a', weight: 1, body }],
  });
  await campaigns.editSteps(campaignId, [step(0, FIRST), step(86_400, 'Still there?')], new Date());
  await campaigns.setStatus(campaignId, 'running', new Date());

  /** A lead of this story asks to be texted. */
  async function arrives(digits: string): Promise<string> {
    const phone = numberWithStory(digits, next++);
    const received = await intake.receive(
      {
        source: 'test',
        phone,
        name: 'Ada Lovelace',
        timezone: awake(),
        campaign_id: campaignId,
        consent: { channel: 'all', kind: 'written', text: 'Text me about cars.' },
      },
      new Date(),
    );
    expect(received.result).toBe('enrolled');
    return phone;
  }

  async function conversationOf(phone: string) {
    const [row] = await system.exec(
      `select v.id, v.owner, v.last_inbound_seq, v.conversion_status, v.ended_at, v.end_reason, v.end_evidence,
         v.handover_reason, v.awaits_human, e.status as enrollment, e.reason,
         (select count(*)::int from appointments p where p.conversation_id = v.id) as appointments,
         (select count(*)::int from suppressions s where s.phone = v.lead_phone) as suppressions,
         (select count(*)::int from sms_messages m where m.conversation_id = v.id
            and m.delivery_status in ('pending', 'sending', 'unknown', 'queued')) as on_the_way
       from sms_conversations v
       left join sms_campaign_enrollments e on e.lead_phone = v.lead_phone
       where v.lead_phone = '${phone}'`,
    );
    return row;
  }

  return {
    system,
    arrives,
    conversationOf,

    /** What the telephones of the two sides really saw, in order. */
    exchanged: (phone: string) =>
      system.simulator
        .ledger()
        .messages.filter(({ to, from }) => to === phone || from === phone)
        .map(({ from, body }) => `${from === phone ? 'lead' : 'us'}: ${body}`),

    /** The lead writes of its own accord. */
    async writes(from: string, body: string): Promise<void> {
      const response = await fetch(`${system.simulator.url}/sim/texts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from, to: SENDER, body }),
      });
      expect(response.status).toBe(201);
    },

    /** Waits until nothing is on its way and the conversation is as hoped. */
    untilConversation: (phone: string, hoped: (row: Record<string, unknown>) => boolean) =>
      system.until(
        () => conversationOf(phone),
        (row) => row !== undefined && row['on_the_way'] === 0 && hoped(row),
      ),
  };
}

export type Texting = Awaited<ReturnType<typeof startTexting>>;
