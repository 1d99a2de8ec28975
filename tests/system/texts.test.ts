import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningSystem } from '../running-system/start-system.ts';
import { startTexting, type Texting } from './texting-world.ts';

let system: RunningSystem;
let arrives: Texting['arrives'];
let exchanged: Texting['exchanged'];
let conversationOf: Texting['conversationOf'];
let untilConversation: Texting['untilConversation'];

beforeAll(async () => {
  ({ system, arrives, exchanged, conversationOf, untilConversation } = await startTexting(300));
});
afterAll(() => system.stop());

describe('a campaign by text', () => {
  it('texts a lead that has just come in, at once, and learns that it arrived', async () => {
    const phone = await arrives('43');
    const [text] = await system.until(
      () =>
        system.exec(
          `select delivery_status, body, step, seq, segments, variant from sms_messages
           where lead_phone = '${phone}'`,
        ),
      // The report of its arrival may be quicker than the answer that says how long it is.
      ([row]) => row?.['delivery_status'] === 'delivered' && row['segments'] !== null,
    );
    expect(text).toMatchObject({ step: 1, seq: 1, segments: 1, variant: 'a' });
    expect(exchanged(phone)).toEqual([
      'us: Hi Ada, are you still looking for a car? Reply STOP to opt out.',
    ]);
    const [enrollment] = await system.exec(
      `select status, next_step, next_message_at > now() + interval '23 hours' as tomorrow
       from sms_campaign_enrollments where lead_phone = '${phone}'`,
    );
    expect(enrollment).toEqual({ status: 'active', next_step: 2, tomorrow: true });
  });

  it('sends the next step when it is due, and not before', async () => {
    const phone = await arrives('43');
    await untilConversation(phone, () => exchanged(phone).length === 1);
    // The day is over: the caps of the day and the wait are.
    await system.exec(
      `update sms_messages set claimed_at = claimed_at - interval '25 hours' where lead_phone = '${phone}'`,
    );
    await system.exec(
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
      'us: Great, Ada! Which day and time would suit you for a visit?',
      'lead: Tuesday at ten works for me',
      expect.stringMatching(/^us: You are booked for Tuesday at ten/),
    ]);
  });

  it('answers three texts in a row once', async () => {
    const phone = await arrives('33');
    await system.until(
      async () => exchanged(phone),
      (said) => said.filter((one) => one.startsWith('us:')).length >= 2,
    );
    const said = exchanged(phone);
    expect(said.slice(1, 4).map((one) => one.slice(0, 5))).toEqual(['lead:', 'lead:', 'lead:']);
    expect(said[4]).toMatch(/^us: A colleague can tell you the price/);
  });
});

describe('a carrier in trouble', () => {
  it.each([
    ['says later what became of it', {}],
    ['never says what became of it', { drop: 1 }],
  ])('that loses its answer and %s texts nobody twice', async (_what, callbacks) => {
    system.simulator.faults({ rest: { lose_response_after_accept: 1 }, callbacks });
    const phone = await arrives('43');
    await system.until(
      async () => exchanged(phone),
      (said) => said.length > 0,
    );
    system.simulator.faults({ rest: { lose_response_after_accept: 0 } });
    const rows = await system.until(
      () =>
        system.exec(
          `select delivery_status, provider_sid is not null as named, attempt
           from sms_messages where lead_phone = '${phone}'`,
        ),
      ([row]) => row?.['delivery_status'] === 'delivered',
    );
    system.simulator.faults({ callbacks: { drop: 0 } });
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
    system.simulator.faults({ responses: { injection_victim: 1 } });
    const phone = await arrives('42');
    const row = await untilConversation(phone, ({ owner }) => owner === 'human');
    system.simulator.faults({ responses: { injection_victim: 0 } });
    expect(row?.['handover_reason']).toMatch(/^(guard|tool)_/);
    const ours = exchanged(phone).filter((one) => one.startsWith('us:'));
    expect(ours.join('\n')).not.toMatch(/win\.example|0143/);
    expect(system.simulator.ledger().messages.map(({ to }) => to)).not.toContain('+12025550143');
  });
});
