import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  type TextsWorld,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** A campaign's first text, which the carrier took and then could not deliver for good. */
async function failed(campaignId?: string) {
  const lead = await world.planned(campaignId);
  const { sid } = await world.sent(lead.message_id);
  await world.messages.recordDelivery(
    {
      ...{ provider: 'twilio', kind: 'callback', provider_sid: sid },
      ...{ status: 'failed', provider_status: 'failed', error_code: '30034' },
    },
    later(10),
  );
  return lead;
}

describe('a text that failed', () => {
  it('is tried once more as a row of its own, however often and by however many that is asked', async () => {
    const { message_id } = await failed();
    const asked = await Promise.all(
      Array.from({ length: 4 }, () => world.messages.retry(message_id, later(60))),
    );
    expect(asked.map(({ result }) => result).sort()).toEqual([
      'already',
      'already',
      'already',
      'planned',
    ]);
    const ids = new Set(asked.map(({ message }) => message?.message_id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(await world.text(String(id))).toMatchObject({
      retry_of: message_id,
      attempt: 2,
      delivery_status: 'pending',
      body: 'Hello there.',
    });
    const begun = await world.messages.begin(String(id), claimAt(later(61)), later(61));
    expect(begun).toMatchObject({ verdict: 'go' });
    expect(await world.messages.retry(message_id, later(62))).toMatchObject({ result: 'already' });
  });

  it('can be tried again when its second try has failed, too', async () => {
    const { message_id } = await failed();
    const { message } = await world.messages.retry(message_id, later(60));
    const second = String(message?.message_id);
    const fence = await world.claimed(second, later(61));
    await world.messages.release(second, fence, { status: 'failed' }, '30034', later(62));
    expect(await world.messages.retry(second, later(70))).toMatchObject({
      result: 'planned',
      message: { retry_of: second, attempt: 3 },
    });
  });

  it('is not tried where it was sent, or where nobody may be texted any more', async () => {
    const sent = await world.planned();
    await world.sent(sent.message_id);
    expect(await world.messages.retry(sent.message_id, later(60))).toMatchObject({
      result: 'not_failed',
    });
    const gone = await failed();
    await world.suppressions.add({ phone: gone.phone, scope: 'sms', source: 'api' }, later(20));
    expect(await world.messages.retry(gone.message_id, later(60))).toMatchObject({
      result: 'suppressed',
    });
    expect(await world.messages.retry(randomUUID(), later(60))).toEqual({
      result: 'no_such_message',
    });
  });

  it('is not said after the step that comes next, nor to somebody who has answered', async () => {
    const campaignId = await world.campaign([textStep('One.'), textStep('Two.', 600)]);
    const further = await failed(campaignId);
    await world.sweep(later(700));
    const next = String((await world.enrollment(further.phone))?.['message_id']);
    await world.sent(next, later(700));
    expect(await world.messages.retry(further.message_id, later(800))).toMatchObject({
      result: 'overtaken',
    });
    const answered = await failed(campaignId);
    await world.inbound.receive(world.inboundText(answered.phone), later(30));
    expect(await world.messages.retry(answered.message_id, later(60))).toMatchObject({
      result: 'overtaken',
    });
  });

  it('of the agent is not said later: its time has passed', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    await world.inbound.receive(world.inboundText(lead.phone), later(10));
    const begun = await world.replies.begin(lead.conversation_id, 60_000, later(15));
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const draft = randomUUID();
    await world.replies.saveDraft(
      {
        conversation_id: lead.conversation_id,
        fence: begun.fence,
        message_id: draft,
        body: 'Which day?',
        in_reply_to_seq: begun.in_reply_to_seq,
      },
      later(16),
    );
    const fence = await world.claimed(draft, later(17));
    await world.messages.release(draft, fence, { status: 'failed' }, '30034', later(18));
    expect(await world.messages.retry(draft, later(60))).toMatchObject({ result: 'answer' });
  });
});

it('an answer of the agent’s is not tried again once a person has answered and handed back', async () => {
  await world.rested();
  const phone = world.number();
  const { conversation } = await world.inbound.receive(world.inboundText(phone), later(0));
  const { id } = conversation;
  const turn = await world.replies.begin(id, 45_000, later(6));
  if (turn.verdict !== 'go') throw new Error(turn.verdict);
  const reply = { conversation_id: id, message_id: randomUUID(), body: 'A hundred.' };
  const { fence, in_reply_to_seq } = turn;
  await world.replies.saveDraft({ ...reply, fence, in_reply_to_seq }, later(6));
  const { sid } = await world.sent(reply.message_id, later(7));
  const text = { client_message_id: 'one', body: 'Ninety, for you.', actor: ANA };
  await world.conversations.write(
    { ...text, conversation_id: id, message_id: randomUUID() },
    later(8),
  );
  await world.conversations.setOwner(id, 'ai', null, later(9));
  const { retry_id } = await world.messages.recordDelivery(
    {
      ...{ provider: 'twilio', kind: 'callback', provider_sid: sid },
      ...{ status: 'undelivered', provider_status: 'undelivered' },
      next: { retry_at: later(60).toISOString() },
    },
    later(10),
  );
  const begun = await world.messages.begin(String(retry_id), claimAt(later(60)), later(60));
  expect(begun).toEqual({ verdict: 'denied', rule: 'person_spoke' });
});
