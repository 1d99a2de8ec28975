import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_NUMBER_RULES, dialable } from '@ringback/shared/domain/policy/judge-number.ts';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  TEXT_CLAIM,
  type TextsWorld,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** Starts all of them at once, in another order each round. */
function atOnce(round: number, acts: (() => Promise<unknown>)[]): Promise<unknown[]> {
  const turned = acts.map((_, at) => acts[(at + round) % acts.length]);
  if (round % 2) turned.reverse();
  return Promise.all(turned.map((act) => act?.()));
}

const claimOn = (phone: string) => ({
  ...TEXT_CLAIM,
  number: dialable(phone, DEFAULT_NUMBER_RULES),
});

describe('a STOP and a follow-up that is due', () => {
  it('never end with the follow-up claimed after the STOP, in 250 meetings', async () => {
    const campaignId = await world.campaign();
    let wentFirst = 0;
    for (let round = 0; round < 250; round++) {
      const lead = await world.planned(campaignId);
      await atOnce(round, [
        () => world.inbound.receive(world.stopText(lead.phone, { notice: undefined }), NOON),
        () => world.messages.begin(lead.message_id, claimOn(lead.phone), NOON),
        () => world.messages.begin(lead.message_id, claimOn(lead.phone), NOON),
      ]);
      const { seq, delivery_status } = await world.text(lead.message_id);
      if (delivery_status === 'sending') {
        // It took its place before the STOP took its own.
        expect(seq).toBe(1);
        wentFirst += 1;
      } else {
        expect({ seq, delivery_status }).toEqual({ seq: null, delivery_status: 'canceled' });
      }
    }
    expect(wentFirst).toBeGreaterThan(0);
    expect(wentFirst).toBeLessThan(250);
    const [left] = await world.exec(
      `select (select count(*)::int from sms_messages m join suppressions s on s.phone = m.lead_phone
               where m.delivery_status in ('pending', 'held')) as planned,
              (select count(*)::int from sms_campaign_enrollments e join suppressions s on s.phone = e.lead_phone
               where e.status in ('active', 'paused')) as enrolled`,
    );
    expect(left).toEqual({ planned: 0, enrolled: 0 });
  });
});

describe('a person and a draft of the agent', () => {
  it('never end with the draft claimed after the person took over, in 150 meetings', async () => {
    const campaignId = await world.campaign();
    let drafted = 0;
    for (let round = 0; round < 150; round++) {
      const { conversation_id, phone } = await world.planned(campaignId);
      await world.inbound.receive(world.inboundText(phone), NOON);
      const turn = await world.replies.begin(conversation_id, 60_000, later(5));
      if (turn.verdict !== 'go') throw new Error(turn.verdict);
      const draft = {
        conversation_id,
        fence: turn.fence,
        message_id: randomUUID(),
        body: 'Happy to help.',
        in_reply_to_seq: turn.in_reply_to_seq,
      };
      const text = {
        conversation_id,
        message_id: randomUUID(),
        client_message_id: 'c1',
        body: 'This is Ana.',
        actor: ANA,
      };
      if (round % 2) await world.replies.saveDraft(draft, later(6));
      const number = dialable(phone, DEFAULT_NUMBER_RULES);
      await atOnce(round, [
        () => world.conversations.write(text, later(7)),
        () => world.replies.saveDraft(draft, later(7)),
        () => world.messages.begin(draft.message_id, { ...claimAt(later(7)), number }, later(7)),
      ]);
      const { delivery_status } = await world.text(draft.message_id);
      expect(['sending', 'suppressed']).toContain(delivery_status);
      if (delivery_status === 'sending') drafted += 1;
      const late = await world.exec(
        `select count(*)::int as n from events e
         where e.topic = 'message:${conversation_id}' and e.payload ->> 'delivery_status' = 'sending'
           and e.payload ->> 'author' = 'ai'
           and e.id > (select min(o.id) from events o where o.topic = 'conversation:${conversation_id}'
                       and o.payload ->> 'owner' = 'human')`,
      );
      expect(late).toEqual([{ n: 0 }]);
    }
    expect(drafted).toBeGreaterThan(0);
    expect(drafted).toBeLessThan(150);
  });
});

describe('many at once', () => {
  it('enroll one lead into one of many campaigns', async () => {
    const campaigns = [];
    for (let at = 0; at < 6; at++) campaigns.push(await world.campaign());
    for (let round = 0; round < 10; round++) {
      const lead = await world.leads.create({ phone: world.number() }, NOON);
      await world.consents.add(lead.id, {}, NOON);
      const verdicts = await Promise.all(
        campaigns.map((id) => world.enrollments.enroll(id, [lead.id], NOON)),
      );
      const results = verdicts.flat().map(({ result }) => result);
      expect(results.filter((result) => result === 'enrolled')).toHaveLength(1);
      const active = await world.exec(
        `select count(*)::int as n from sms_campaign_enrollments
         where lead_phone = '${lead.phone}' and status = 'active'`,
      );
      expect(active).toEqual([{ n: 1 }]);
    }
  });

  it('write into one conversation without a gap and without a place taken twice', async () => {
    const lead = await world.planned();
    const acts = Array.from({ length: 30 }, (_, at) => [
      () => world.inbound.receive(world.inboundText(lead.phone), later(at)),
      () =>
        world.conversations.write(
          {
            conversation_id: lead.conversation_id,
            message_id: randomUUID(),
            client_message_id: `c${at}`,
            body: 'One more.',
            actor: ANA,
          },
          later(at),
        ),
    ]).flat();
    await atOnce(7, [
      () => world.messages.begin(lead.message_id, claimOn(lead.phone), NOON),
      ...acts,
    ]);
    const [row] = await world.exec(
      `select count(*)::int as n, count(distinct seq)::int as places, min(seq) as first, max(seq) as last
       from sms_messages where conversation_id = '${lead.conversation_id}' and seq is not null`,
    );
    const claimed = (await world.text(lead.message_id)).seq === null ? 0 : 1;
    expect(row).toEqual({ n: 60 + claimed, places: 60 + claimed, first: 1, last: 60 + claimed });
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({
      last_seq: 60 + claimed,
    });
  });

  it('sweep, and plan each step once', async () => {
    const campaignId = await world.campaign();
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
    for (let at = 0; at < 40; at++) await world.arrived(campaignId);
    await world.campaigns.setStatus(campaignId, 'running', NOON);
    const sweeps = await Promise.all([1, 2, 3, 4].map(() => world.sweep(later(1))));
    const ids = sweeps.flatMap(({ due }) => due.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(await world.campaigns.progress(campaignId, NOON)).toMatchObject({
      messages: { pending: 40 },
    });
  });
});
