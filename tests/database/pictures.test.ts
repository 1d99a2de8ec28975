import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createMedia, type Media } from '@ringback/shared/db/texts/media.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let media: Media;
beforeAll(async () => {
  world = await startTextsWorld();
  media = createMedia(world.db);
  await world.staff();
});
afterAll(() => world.stop());

const HOUR = 3_600;
const URL = 'https://carrier.example/Media/1';
const KEPT = { state: 'kept', type: 'image/png', bytes: 9, sha256: 'x' } as const;

/** A text of a lead of its own, with so many pictures. */
async function received(count = 1) {
  const text = world.inboundText(world.number(), {
    body: '',
    media: Array.from({ length: count }, (_, at) => ({ url: `${URL}${at}`, type: 'image/jpeg' })),
    opt_out: { kind: 'none', said: 'picture' },
  });
  const { message, conversation, lead } = await world.inbound.receive(text, NOON);
  return { message, conversation, leadId: lead?.id ?? 0, ids: message.media.map(({ id }) => id) };
}

async function uploaded(conversationId: string, at = NOON, bytes = 9): Promise<string> {
  const id = randomUUID();
  const upload = { id, conversation_id: conversationId, uploaded_by: ANA.id ?? '' };
  const file = { type: 'image/png', bytes, sha256: 'x' };
  expect(await media.beginUpload({ ...upload, ...file }, 30, at)).toBe('begun');
  expect(await media.record(id, { ...KEPT, bytes }, at)).toBe('recorded');
  return id;
}

const write = (conversationId: string, ids: string[], at = later(60)) =>
  world.conversations.write(
    {
      conversation_id: conversationId,
      message_id: randomUUID(),
      client_message_id: randomUUID(),
      body: '',
      media: ids,
      actor: ANA,
    },
    at,
  );

const old = (change: object = {}) =>
  media.old({ before: null, uploads: NOON, erased: NOON, ...change }, 100);

describe('a picture of a lead', () => {
  it('has a row for each, in their order; the text names them without their addresses', async () => {
    const { message, ids } = await received(3);
    expect(message.media).toEqual(
      ids.map((id) => ({ id, state: 'pending', fault: null, type: 'image/jpeg', bytes: null })),
    );
    const rows = await media.ofMessage(message.message_id);
    expect(ids.map((id) => rows.find((row) => row.id === id)?.source_url)).toEqual([
      `${URL}0`,
      `${URL}1`,
      `${URL}2`,
    ]);
    // Reported again, it is the same text with the same pictures.
    const again = await world.inbound.receive(
      world.inboundText(message.lead_phone, { provider_sid: message.provider_sid ?? '' }),
      later(1),
    );
    expect(again.message.media.map(({ id }) => id)).toEqual(ids);
  });

  it('is recorded once, and the text says what became of it', async () => {
    const { message, ids } = await received(2);
    const [first = '', second = ''] = ids;
    expect(await media.record(first, KEPT, later(5))).toBe('recorded');
    const pending = { state: 'pending', fetch_at: later(9).toISOString() } as const;
    expect(await media.record(second, pending, later(6))).toBe('recorded');
    expect(await media.record(first, { state: 'failed', fault: 'gone' }, later(7))).toBe('settled');
    expect((await world.text(message.message_id)).media).toMatchObject([
      { id: first, state: 'kept', type: 'image/png', bytes: 9 },
      { id: second, state: 'pending', type: 'image/jpeg' },
    ]);
    expect(await media.record(second, { state: 'failed', fault: 'gone' }, later(10))).toBe(
      'recorded',
    );
    expect((await world.text(message.message_id)).media[1]).toMatchObject({
      state: 'failed',
      fault: 'gone',
    });
    expect(await media.record(randomUUID(), KEPT, later(11))).toBe('unwanted');
  });

  it('that lost its job is named a minute later, and again a quarter of an hour later', async () => {
    const { message, ids } = await received(2);
    const isDue = async (seconds: number) =>
      (await media.claimDue(later(seconds), 100)).filter((id) => id === message.message_id);
    expect(await isDue(30)).toEqual([]);
    expect(await isDue(90)).toEqual([message.message_id]);
    expect(await isDue(95)).toEqual([]);
    expect(await isDue(HOUR)).toEqual([message.message_id]);
    for (const id of ids) await media.record(id, KEPT, later(HOUR));
    expect(await isDue(3 * HOUR)).toEqual([]);
  });

  it('goes when its time is over, and its text says so', async () => {
    const { message, ids } = await received();
    const [id = ''] = ids;
    await media.record(id, KEPT, later(5));
    expect((await old()).map((one) => one.id)).not.toContain(id);
    expect(await old({ before: later(1) })).toContainEqual({
      id,
      provider: 'twilio',
      source_url: `${URL}0`,
    });
    expect(await media.forget(id, later(HOUR))).toBe(true);
    expect(await media.forget(id, later(HOUR))).toBe(false);
    expect((await world.text(message.message_id)).media).toMatchObject([{ id, state: 'deleted' }]);
    expect((await media.find([id]))[0]).toMatchObject({ source_url: null, sha256: null });
    expect((await old({ before: later(2 * HOUR) })).map((one) => one.id)).not.toContain(id);
  });

  it('goes with its lead, also one that is being fetched just then', async () => {
    const { ids, leadId } = await received(2);
    const [kept = '', fetching = ''] = ids;
    await media.record(kept, KEPT, later(5));
    await createLeads(world.db).delete(leadId, later(60));
    expect(await media.record(fetching, KEPT, later(61))).toBe('unwanted');
    expect((await media.claimDue(later(HOUR), 100)).length).toBe(0);
    const listed = async (seconds: number) =>
      (await old({ erased: later(seconds) })).map((one) => one.id).filter((id) => ids.includes(id));
    expect(await listed(60)).toEqual([]);
    expect((await listed(61)).sort()).toEqual([...ids].sort());
    for (const id of ids) expect(await media.forget(id, later(HOUR))).toBe(true);
    expect(await media.find(ids)).toEqual([]);
  });
});

describe('a picture that a person sends', () => {
  it('goes with one text, in the order that the person chose', async () => {
    const { conversation } = await received();
    const ids = [await uploaded(conversation.id), await uploaded(conversation.id)].reverse();
    const sent = await write(conversation.id, ids);
    expect(sent).toMatchObject({ result: 'planned' });
    expect('message' in sent && sent.message.media.map(({ id }) => id)).toEqual(ids);
    expect(await write(conversation.id, ids)).toMatchObject({ result: 'no_such_picture' });
    expect(await old({ uploads: later(9 * HOUR) })).toEqual([]);
  });

  it('is taken with all others or not at all, and from its own conversation', async () => {
    const { conversation } = await received();
    const { conversation: other } = await received();
    const id = await uploaded(conversation.id);
    const unfinished = randomUUID();
    await media.beginUpload(
      {
        id: unfinished,
        conversation_id: conversation.id,
        uploaded_by: ANA.id ?? '',
        type: 'image/png',
        bytes: 1,
        sha256: 'x',
      },
      30,
      NOON,
    );
    for (const ids of [
      [id, randomUUID()],
      [id, id],
      [id, unfinished],
    ]) {
      expect(await write(conversation.id, ids)).toMatchObject({ result: 'no_such_picture' });
    }
    expect(await write(other.id, [id])).toMatchObject({ result: 'no_such_picture' });
    expect(await write(conversation.id, [id])).toMatchObject({ result: 'planned' });
  });

  it('that a lead sent is no upload', async () => {
    const { conversation, ids } = await received();
    await media.record(ids[0] ?? '', KEPT, later(5));
    expect(await write(conversation.id, ids)).toMatchObject({ result: 'no_such_picture' });
  });

  it('of two texts that want it, one gets it', async () => {
    const { conversation } = await received();
    const id = await uploaded(conversation.id);
    const results = await Promise.all([write(conversation.id, [id]), write(conversation.id, [id])]);
    expect(results.map(({ result }) => result).sort()).toEqual(['no_such_picture', 'planned']);
  });

  it('waits for its text for a day, and not in any number', async () => {
    const { conversation } = await received();
    const id = await uploaded(conversation.id);
    const upload = { conversation_id: conversation.id, uploaded_by: ANA.id ?? '' };
    const file = { type: 'image/png', bytes: 1, sha256: 'x' };
    expect(await media.beginUpload({ id: randomUUID(), ...upload, ...file }, 1, NOON)).toBe(
      'too_many',
    );
    const nowhere = { ...upload, conversation_id: randomUUID() };
    expect(await media.beginUpload({ id: randomUUID(), ...nowhere, ...file }, 1, NOON)).toBe(
      'no_such_conversation',
    );
    expect((await old({ uploads: later(1) })).map((one) => one.id)).toContain(id);
    expect(await media.forget(id, later(1))).toBe(true);
    expect(await media.find([id])).toEqual([]);
  });

  it('is sent again with a text that failed', async () => {
    const { conversation } = await received();
    const sent = await write(conversation.id, [await uploaded(conversation.id)]);
    if (sent.result !== 'planned') throw new Error(`expected planned, got ${sent.result}`);
    const { message_id: id } = sent.message;
    await world.exec(
      put(
        'sms_messages',
        `update sms_messages set delivery_status = 'failed' where message_id = '${id}'`,
      ),
    );
    const { message } = await world.messages.retry(id, later(90));
    expect(message?.media).toEqual(sent.message.media);
    const [picture] = sent.message.media;
    await media.forget(picture?.id ?? '', later(HOUR));
    expect((await world.text(message?.message_id ?? '')).media).toMatchObject([
      { state: 'deleted' },
    ]);
  });
});
