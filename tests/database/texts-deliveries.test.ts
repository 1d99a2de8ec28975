import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Delivery } from '@ringback/shared/db/texts/follow-deliveries.ts';
import { permutations } from '@ringback/shared/testing/permutations.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  type TextsWorld,
  textSid,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const news = (sid: string, change: Partial<Delivery> & { provider_status: string }): Delivery => ({
  provider: 'twilio',
  kind: 'callback',
  provider_sid: sid,
  ...change,
});
const STEPS = [
  { status: 'queued', provider_status: 'queued' },
  { status: 'sent', provider_status: 'sent' },
  { status: 'delivered', provider_status: 'delivered' },
] as const;

async function underWay(campaignId?: string) {
  const lead = await world.planned(campaignId);
  const { sid, fence } = await world.sent(lead.message_id);
  return { ...lead, sid, fence };
}

describe('news of a text', () => {
  it('ends the same in every order, with everything told twice', async () => {
    for (const order of permutations(STEPS)) {
      const { sid, message_id } = await underWay();
      for (const step of [...order, ...order])
        await world.messages.recordDelivery(news(sid, step), later(5));
      expect(await world.text(message_id)).toMatchObject({
        delivery_status: 'delivered',
        delivery_error: null,
        delivered_at: expect.stringContaining('2026-11-20T17:00:05'),
      });
    }
  });

  it('of a failure keeps the first ending, and what follows from it happens once', async () => {
    const failure = {
      status: 'undelivered',
      provider_status: 'undelivered',
      error_code: '30008',
      next: { retry_at: later(900).toISOString() },
    } as const;
    for (const order of permutations([...STEPS.slice(0, 2), failure])) {
      const { sid, message_id } = await underWay();
      for (const step of [...order, ...order])
        await world.messages.recordDelivery(news(sid, step), later(5));
      expect(await world.text(message_id)).toMatchObject({
        delivery_status: 'undelivered',
        delivery_error: '30008',
      });
      const again = await world.exec(
        `select attempt, delivery_status, seq from sms_messages where retry_of = '${message_id}'`,
      );
      expect(again).toEqual([{ attempt: 2, delivery_status: 'pending', seq: null }]);
    }
  });

  it('brings back a sid that a crash lost, and the campaign goes on from there', async () => {
    const lead = await world.planned();
    await world.claimed(lead.message_id);
    const told = { status: 'sent', provider_status: 'sent', message_id: lead.message_id } as const;
    const sid = textSid('adopted');
    expect(await world.messages.recordDelivery(news(sid, told), later(4))).toMatchObject({
      result: 'recorded',
      moved: true,
    });
    expect(await world.text(lead.message_id)).toMatchObject({
      provider_sid: sid,
      delivery_status: 'sent',
    });
    expect(await world.enrollment(lead.phone)).toMatchObject({ next_step: 2 });
    const other = { ...told, provider_sid: textSid('other') };
    expect(
      await world.messages.recordDelivery({ ...news('', told), ...other }, later(5)),
    ).toMatchObject({
      result: 'conflict',
      moved: false,
    });
  });

  it('of an unknown text, or of one never claimed, moves nothing', async () => {
    const told = { status: 'sent', provider_status: 'sent' } as const;
    expect(await world.messages.recordDelivery(news(textSid('nobody'), told), NOON)).toMatchObject({
      result: 'stranger',
      moved: false,
    });
    const lead = await world.planned();
    const early = news(textSid('early'), { ...told, message_id: lead.message_id });
    expect(await world.messages.recordDelivery(early, NOON)).toMatchObject({ result: 'conflict' });
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'pending',
      provider_sid: null,
    });
  });

  it('that the lead has opted out at the carrier blocks the number', async () => {
    const { sid, phone } = await underWay();
    const blocked = news(sid, {
      status: 'undelivered',
      provider_status: 'undelivered',
      error_code: '21610',
      next: { suppress: { scope: 'all', source: 'carrier' } },
    });
    await world.messages.recordDelivery(blocked, later(5));
    await world.messages.recordDelivery(blocked, later(6));
    expect(await world.suppressions.has(phone, 'sms')).toBe(true);
    expect(await world.enrollment(phone)).toMatchObject({ status: 'stopped', reason: 'opted_out' });
  });
});

describe('a second try', () => {
  it('goes out as a text of its own, and does not move the campaign a second time', async () => {
    const { sid, phone, message_id } = await underWay();
    const retry = await world.messages.recordDelivery(
      news(sid, {
        status: 'undelivered',
        provider_status: 'undelivered',
        error_code: '30008',
        next: { retry_at: later(900).toISOString() },
      }),
      later(5),
    );
    const before = await world.enrollment(phone);
    const again = await world.sent(String(retry.retry_id), later(900));
    expect(again.sid).not.toBe(sid);
    expect(await world.text(String(retry.retry_id))).toMatchObject({
      retry_of: message_id,
      body: 'Hello there.',
      seq: 2,
    });
    expect(await world.enrollment(phone)).toEqual(before);
  });

  it('is pointless once the lead has answered or the next step is out', async () => {
    const { sid, phone } = await underWay();
    const failed = news(sid, {
      status: 'failed',
      provider_status: 'failed',
      next: { retry_at: later(900).toISOString() },
    });
    const { retry_id } = await world.messages.recordDelivery(failed, later(5));
    await world.inbound.receive(world.inboundText(phone), later(100));
    expect(await world.messages.begin(String(retry_id), claimAt(later(900)), later(900))).toEqual({
      verdict: 'skip',
      status: 'canceled',
    });
  });
});

describe('a second try of the last step', () => {
  type Lead = Awaited<ReturnType<typeof underWay>>;
  const answered = ({ phone }: Lead) => world.inbound.receive(world.inboundText(phone), later(60));
  const closed = ({ conversation_id }: Lead) =>
    world.conversations.end({ conversation_id, reason: 'closed_by_staff' }, later(60));

  it.each([
    ['the lead has answered', answered, 'denied'],
    ['the conversation is over', closed, 'denied'],
    ['nothing has happened', async () => null, 'go'],
  ] as const)('whose failure is told when %s', async (_, happens, verdict) => {
    const lead = await underWay(await world.campaign([textStep('Hello.')]));
    expect(await world.enrollment(lead.phone)).toMatchObject({ status: 'completed' });
    await happens(lead);
    const retry = { next: { retry_at: later(900).toISOString() } };
    const failed = news(lead.sid, { status: 'failed', provider_status: 'failed', ...retry });
    const { retry_id } = await world.messages.recordDelivery(failed, later(100));
    expect(
      await world.messages.begin(String(retry_id), claimAt(later(900)), later(900)),
    ).toMatchObject({ verdict });
  });
});

describe('a text whose fate is unknown', () => {
  const mine = async (id: string, at: Date) =>
    (await world.messages.claimChecks(at, 200)).filter((text) => text.message_id === id);

  it('is looked for at 15 s, 60 s and 5 min, then presumed not sent and planned again', async () => {
    const lead = await world.planned();
    const fence = await world.claimed(lead.message_id);
    const look = async (at: Date) =>
      (await world.messages.recordLookup(lead.message_id, fence, null, at)).result;
    expect(await mine(lead.message_id, later(7))).toEqual([]);
    expect(await mine(lead.message_id, later(9))).toMatchObject([{ delivery_status: 'unknown' }]);
    expect(await look(later(9))).toBe('not_found_yet');
    expect(await mine(lead.message_id, later(14))).toEqual([]);
    expect(await mine(lead.message_id, later(15))).toHaveLength(1);
    expect(await look(later(15))).toBe('not_found_yet');
    expect(await mine(lead.message_id, later(60))).toHaveLength(1);
    expect(await look(later(60))).toBe('not_found_yet');
    expect(await mine(lead.message_id, later(299))).toEqual([]);
    expect(await mine(lead.message_id, later(300))).toHaveLength(1);
    const presumed = await world.messages.recordLookup(lead.message_id, fence, null, later(300));
    expect(presumed).toMatchObject({ result: 'presumed_not_sent' });
    expect(await world.text(String(presumed.retry_id))).toMatchObject({
      delivery_status: 'pending',
      send_at: expect.stringContaining('2026-11-20T17:20:00'),
    });
    expect(await look(later(301))).toBe('moved_on');

    // It was sent after all: the second try is taken back.
    const sent = { sid: textSid('zombie'), status: 'queued' } as const;
    expect(await world.messages.recordSent(lead.message_id, fence, sent, later(310))).toBe('late');
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'queued',
      provider_sid: sent.sid,
    });
    expect(await world.text(String(presumed.retry_id))).toMatchObject({
      delivery_status: 'canceled',
      suppressed_reason: 'first_try_was_sent',
    });
  });

  it('is adopted when the carrier’s list has it', async () => {
    const lead = await world.planned();
    const fence = await world.claimed(lead.message_id);
    await world.messages.claimChecks(later(9), 200);
    const sid = textSid('listed');
    expect(await world.messages.recordLookup(lead.message_id, fence, sid, later(10))).toMatchObject(
      {
        result: 'adopted',
      },
    );
    expect(await world.messages.knownSids([sid, textSid('none')])).toEqual(new Set([sid]));
    expect(await world.text(lead.message_id)).toMatchObject({ delivery_status: 'queued' });
  });

  it('is leased: of two checkers one asks', async () => {
    const lead = await world.planned();
    await world.claimed(lead.message_id);
    const found = await Promise.all([
      mine(lead.message_id, later(9)),
      mine(lead.message_id, later(9)),
    ]);
    expect(found.flat()).toHaveLength(1);
  });

  it('with a sid but without a last word is asked about again, and in the end let be', async () => {
    const { message_id, fence } = await underWay();
    expect(await mine(message_id, later(599))).toEqual([]);
    expect(await mine(message_id, later(600))).toHaveLength(1);
    expect(await world.messages.recordLookup(message_id, fence, null, later(600))).toMatchObject({
      result: 'known',
    });
    expect(await mine(message_id, later(2_400))).toHaveLength(1);
    await world.messages.recordLookup(message_id, fence, null, later(50_000));
    expect(await mine(message_id, later(900_000))).toEqual([]);
  });
});
