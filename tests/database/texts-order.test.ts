import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ArrivingText,
  createArrivingTexts,
} from '@ringback/shared/db/texts/arriving-texts.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let arriving: ReturnType<typeof createArrivingTexts>;
beforeAll(async () => {
  world = await startTextsWorld();
  arriving = createArrivingTexts(world.db);
});
afterAll(() => world.stop());

const arrivedAt = (ms: number) => new Date(NOON.getTime() + ms).toISOString();
const arrival = (phone: string, ms: number, body: string): ArrivingText => ({
  ...world.inboundText(phone),
  body,
  arrived_at: arrivedAt(ms),
});
const inPlace = async (phone: string) =>
  (
    await world.exec(
      `select body from sms_messages where lead_phone = '${phone}' and direction = 'inbound' order by seq`,
    )
  ).map(({ body }) => body);

describe('texts that have arrived', () => {
  it('take their places in the order of arrival, whoever stored them in whatever order', async () => {
    const phone = world.number();
    const [first, second, third] = [
      arrival(phone, 0, 'one'),
      arrival(phone, 7, 'two'),
      arrival(phone, 20, 'three'),
    ];
    await arriving.store([third], later(1));
    await arriving.store([second, first], later(1));
    const taken = await arriving.takeIn([third], later(1));
    expect(taken.map(({ result }) => result)).toEqual(['recorded', 'recorded', 'recorded']);
    expect(await inPlace(phone)).toEqual(['one', 'two', 'three']);
  });

  it('later than the one that is asked for wait for their own turn', async () => {
    const phone = world.number();
    const [first, second] = [arrival(phone, 0, 'one'), arrival(phone, 7, 'two')];
    await arriving.store([first, second], later(1));
    await arriving.takeIn([first], later(1));
    expect(await inPlace(phone)).toEqual(['one']);
  });

  it('that somebody else took in are told as what they became', async () => {
    const phone = world.number();
    const [first, second] = [arrival(phone, 0, 'one'), arrival(phone, 7, 'two')];
    await arriving.store([first, second], later(1));
    await arriving.takeIn([second], later(1));
    const again = await arriving.takeIn([first], later(1));
    expect(again).toMatchObject([
      { message_id: first.message_id, result: 'recorded', message: { seq: 1, body: 'one' } },
    ]);
    expect(await inPlace(phone)).toEqual(['one', 'two']);
  });

  it('told twice are one text', async () => {
    const phone = world.number();
    const first = arrival(phone, 0, 'one');
    const again = { ...first, message_id: randomUUID(), arrived_at: arrivedAt(3) };
    await arriving.store([first, again], later(1));
    const taken = await arriving.takeIn([again], later(1));
    expect(taken.map(({ result }) => result)).toEqual(['recorded', 'repeated']);
    expect(await inPlace(phone)).toEqual(['one']);
  });

  it('and do not fit hinder no other, and are not kept', async () => {
    const [phone, other] = [world.number(), world.number()];
    const odd = { ...arrival(phone, 0, 'one'), debounce_seconds: 'soon' as unknown as number };
    const good = arrival(other, 5, 'two');
    await arriving.store([odd, good], later(1));
    const taken = await arriving.takeIn([odd, good], later(1));
    expect(taken).toMatchObject([{ result: 'refused', sqlstate: '22P02' }, { result: 'recorded' }]);
    const left = await world.exec(
      `select 1 from inbound_arrivals where lead_phone in ('${phone}', '${other}')`,
    );
    expect(left).toEqual([]);
  });

  it('left behind by a process that died are taken in by a sweep', async () => {
    const phone = world.number();
    await arriving.store([arrival(phone, 0, 'one')], NOON);
    await arriving.takeInLeft(5_000, later(4), 10);
    expect(await inPlace(phone)).toEqual([]);
    await arriving.takeInLeft(5_000, later(6), 10);
    expect(await inPlace(phone)).toEqual(['one']);
  });

  it('never change a place that was told: one that is heard of late stands last, in time too', async () => {
    const phone = world.number();
    const [first, second] = [arrival(phone, 0, 'one'), arrival(phone, 7, 'two')];
    await arriving.store([second], later(1));
    await arriving.takeIn([second], later(1));
    await arriving.store([first], later(2));
    await arriving.takeIn([first], later(2));
    expect(await inPlace(phone)).toEqual(['two', 'one']);
    const byTime = await world.exec(
      `select body, arrived_at from sms_messages where lead_phone = '${phone}' order by created_at`,
    );
    expect(byTime.map(({ body }) => body)).toEqual(['two', 'one']);
    expect(new Date(String(byTime[1]?.['arrived_at']))).toEqual(NOON);
  });

  it('put the answer off from when they were heard, not from when they arrived', async () => {
    const phone = world.number();
    const text = arrival(phone, 0, 'one');
    await arriving.store([text], later(3));
    const [taken] = await arriving.takeIn([text], later(3));
    expect(taken).toMatchObject({ result: 'recorded' });
    const due = taken && 'conversation' in taken ? String(taken.conversation.reply_due_at) : '';
    expect(new Date(due)).toEqual(later(3 + 5));
  });
});

describe('while a text of a lead is on its way in', () => {
  it('nothing is claimed for that lead', async () => {
    const lead = await world.planned();
    await arriving.store([arrival(lead.phone, 0, 'STOP')], NOON);
    const claim = await world.messages.begin(lead.message_id, claimAt(later(1)), later(1));
    expect(claim).toMatchObject({ verdict: 'wait', rule: 'text_comes_in' });
  });

  it('no answer is begun, and one that was thought of meanwhile is out of date', async () => {
    const lead = await world.planned();
    const first = arrival(lead.phone, 0, 'one');
    await arriving.store([first], NOON);
    await arriving.takeIn([first], NOON);
    const begun = await world.replies.begin(lead.conversation_id, 45_000, later(10));
    expect(begun).toMatchObject({ verdict: 'go', in_reply_to_seq: 1 });
    await arriving.store([arrival(lead.phone, 500, 'two')], later(11));
    if (begun.verdict !== 'go') return;
    const draft = {
      conversation_id: lead.conversation_id,
      fence: begun.fence,
      message_id: randomUUID(),
      body: 'Hello.',
      in_reply_to_seq: 1,
    };
    expect(await world.replies.saveDraft(draft, later(12))).toMatchObject({
      result: 'suppressed',
      reason: 'newer_inbound',
    });
    expect(await world.replies.begin(lead.conversation_id, 45_000, later(200))).toMatchObject({
      verdict: 'wait',
    });
  });
});
