import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createCampaigns } from '@ringback/shared/db/campaigns.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeadIntake } from '@ringback/shared/db/lead-intake.ts';
import { type House, startHouse } from '../house.ts';
import { awake, numberWithStory } from '../people.ts';

const SENDER = '+12025550190';
const HANDOVER_LINE = 'A colleague will answer you here.';
const OPT_OUT_LINE = 'You will get no more texts.';
const FIRST = 'Hi {{first_name|there}}, are you still looking for a car? Reply STOP to opt out.';

jest.setTimeout(60_000);

let house: House;
let campaignId: string;
let people = 300;

beforeAll(async () => {
  house = await startHouse({ settings: { HANDOVER_LINE, OPT_OUT_LINE } });
  campaignId = await startCampaign('Autumn');
}, 120_000);
afterAll(() => house.stop());

function repositories() {
  const { SUPABASE_URL: url = '', SUPABASE_SECRET_KEY: secretKey = '' } = house.environment;
  const db = connectDb({ url, secretKey });
  return { campaigns: createCampaigns(db), intake: createLeadIntake(db) };
}

/** A text at once, and another one a day later. */
async function startCampaign(name: string): Promise<string> {
  const { campaigns } = repositories();
  const { id } = await campaigns.create(
    { name, sender: SENDER, goal: 'Book a visit.' },
    new Date(),
  );
  const step = (delay: number, body: string) => ({
    channel: 'text' as const,
    delay_seconds: delay,
    variants: [{ name: 'a', weight: 1, body }],
  });
  await campaigns.editSteps(id, [step(0, FIRST), step(86_400, 'Still there?')], new Date());
  await campaigns.setStatus(id, 'running', new Date());
  return id;
}

/** A lead of this story asks to be texted. */
async function arrives(digits: string): Promise<string> {
  const phone = numberWithStory(digits, people++);
  const received = await repositories().intake.receive(
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

/** What the telephones of the two sides really saw, in order. */
const exchanged = (phone: string) =>
  house.simulator
    .ledger()
    .messages.filter(({ to, from }) => to === phone || from === phone)
    .map(({ from, body }) => `${from === phone ? 'lead' : 'us'}: ${body}`);

async function conversationOf(phone: string) {
  const [row] = await house.exec(
    `select v.owner, v.conversion_status, v.end_reason, v.handover_reason, v.awaits_human,
       e.status as enrollment, e.reason,
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

const untilConversation = (phone: string, hoped: (row: Record<string, unknown>) => boolean) =>
  house.until(
    () => conversationOf(phone),
    (row) => row !== undefined && row['on_the_way'] === 0 && hoped(row),
  );

describe('a campaign by text', () => {
  it('texts a lead that has just come in, at once, and learns that it arrived', async () => {
    const phone = await arrives('43');
    const [text] = await house.until(
      () =>
        house.exec(
          `select delivery_status, body, step, seq, segments, variant from sms_messages
           where lead_phone = '${phone}'`,
        ),
      ([row]) => row?.['delivery_status'] === 'delivered',
    );
    expect(text).toMatchObject({ step: 1, seq: 1, segments: 1, variant: 'a' });
    expect(exchanged(phone)).toEqual([
      'us: Hi Ada, are you still looking for a car? Reply STOP to opt out.',
    ]);
    const [enrollment] = await house.exec(
      `select status, next_step, next_message_at > now() + interval '23 hours' as tomorrow
       from sms_campaign_enrollments where lead_phone = '${phone}'`,
    );
    expect(enrollment).toEqual({ status: 'active', next_step: 2, tomorrow: true });
  });

  it('sends the next step when it is due, and not before', async () => {
    const phone = await arrives('43');
    await untilConversation(phone, () => exchanged(phone).length === 1);
    // The day is over: the caps of the day and the wait are.
    await house.exec(
      `update sms_messages set claimed_at = claimed_at - interval '25 hours' where lead_phone = '${phone}'`,
    );
    await house.exec(
      `update sms_campaign_enrollments set next_message_at = now() where lead_phone = '${phone}'`,
    );
    await untilConversation(phone, (row) => row['enrollment'] === 'completed');
    expect(exchanged(phone)).toHaveLength(2);
    expect(exchanged(phone)[1]).toBe('us: Still there?');
  });

  it('rests when the lead answers; the agent answers, books and ends it as a success', async () => {
    const phone = await arrives('30');
    const row = await untilConversation(
      phone,
      ({ conversion_status: outcome }) => outcome === 'success',
    );
    expect(row).toMatchObject({
      appointments: 1,
      end_reason: 'goal_reached',
      enrollment: 'stopped',
      suppressions: 0,
    });
    expect(exchanged(phone).slice(0, 5)).toEqual([
      expect.stringMatching(/^us: Hi Ada/),
      'lead: yes still interested',
      'us: Great! Which day and time would suit you for a visit?',
      'lead: Tuesday at ten works for me',
      expect.stringMatching(/^us: You are booked for Tuesday at ten/),
    ]);
  });

  it('answers three texts in a row once', async () => {
    const phone = await arrives('33');
    await house.until(
      async () => exchanged(phone),
      (said) => said.filter((one) => one.startsWith('us:')).length >= 2,
    );
    const said = exchanged(phone);
    expect(said.slice(1, 4).map((one) => one.slice(0, 5))).toEqual(['lead:', 'lead:', 'lead:']);
    expect(said[4]).toMatch(/^us: It is nineteen thousand/);
  });

  it('gives a lead that asks for a person to one, and tells it so', async () => {
    const phone = await arrives('40');
    const row = await untilConversation(phone, ({ owner }) => owner === 'human');
    expect(row).toMatchObject({ awaits_human: true, enrollment: 'paused' });
    expect(row?.['handover_reason']).toMatch(/person/);
    await house.until(
      async () => exchanged(phone),
      (said) => said.includes(`us: ${HANDOVER_LINE}`),
    );
  });
});

describe('an opt-out', () => {
  it('by keyword is confirmed by the carrier alone', async () => {
    const phone = await arrives('31');
    const row = await untilConversation(phone, ({ suppressions }) => suppressions === 1);
    expect(row).toMatchObject({
      owner: 'closed',
      conversion_status: 'discarded',
      enrollment: 'stopped',
    });
    expect(exchanged(phone)).not.toContain(`us: ${OPT_OUT_LINE}`);
  });

  it('in free words ends everything', async () => {
    const phone = await arrives('32');
    const row = await untilConversation(phone, ({ suppressions }) => suppressions === 1);
    expect(row).toMatchObject({ conversion_status: 'discarded', enrollment: 'stopped' });
    expect(exchanged(phone).slice(0, 2)).toEqual([
      expect.stringMatching(/^us: Hi Ada/),
      'lead: pls stop texting me',
    ]);
  });
});

describe('a carrier in trouble', () => {
  it.each([
    ['says later what became of it', {}],
    ['never says what became of it', { drop: 1 }],
  ])('that loses its answer and %s texts nobody twice', async (_what, callbacks) => {
    house.simulator.faults({ rest: { lose_response_after_accept: 1 }, callbacks });
    const phone = await arrives('43');
    await house.until(
      async () => exchanged(phone),
      (said) => said.length > 0,
    );
    house.simulator.faults({ rest: { lose_response_after_accept: 0 } });
    const rows = await house.until(
      () =>
        house.exec(
          `select delivery_status, provider_sid is not null as named, attempt
           from sms_messages where lead_phone = '${phone}'`,
        ),
      ([row]) => row?.['delivery_status'] === 'delivered',
    );
    house.simulator.faults({ callbacks: { drop: 0 } });
    expect(rows).toEqual([{ delivery_status: 'delivered', named: true, attempt: 1 }]);
    expect(exchanged(phone)).toHaveLength(1);
    expect(await conversationOf(phone)).toMatchObject({ enrollment: 'active' });
  });

  it('that filters a text is not asked a second time, and the campaign lets the lead be', async () => {
    const phone = await arrives('38');
    const row = await untilConversation(phone, ({ enrollment }) => enrollment === 'stopped');
    expect(row).toMatchObject({ reason: 'filtered' });
    expect(exchanged(phone)).toHaveLength(1);
  });
});

describe('a model that misbehaves', () => {
  it('says nothing to the lead: what it wanted to say goes to a person', async () => {
    house.simulator.faults({ responses: { injection_victim: 1 } });
    const phone = await arrives('42');
    const row = await untilConversation(phone, ({ owner }) => owner === 'human');
    house.simulator.faults({ responses: { injection_victim: 0 } });
    expect(row?.['handover_reason']).toMatch(/^(guard|tool)_/);
    const ours = exchanged(phone).filter((one) => one.startsWith('us:'));
    expect(ours.join('\n')).not.toMatch(/win\.example|0143/);
    expect(house.simulator.ledger().messages.map(({ to }) => to)).not.toContain('+12025550143');
  });
});
