import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { createLeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { createSearchWords } from '@ringback/shared/db/search-words.ts';
import { createInbox } from '@ringback/shared/db/texts/inbox.ts';
import { ANA, later, sid } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';

let world: RepliesWorld;
let search: ReturnType<typeof createSearchWords>;
let inbox: ReturnType<typeof createInbox>;
beforeAll(async () => {
  world = await startRepliesWorld();
  search = createSearchWords(world.db);
  inbox = createInbox(world.db);
  await world.staff();
});
afterAll(() => world.stop());

/** A conversation in which the lead has just written these words. */
async function wrote(body: string, seconds = 0) {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.exec(
    `update sms_messages set body = '${body}', created_at = '${later(seconds).toISOString()}'
     where message_id = '${lead.message_id}'`,
  );
  return lead;
}

async function said(content: string, seconds: number) {
  const callSid = sid(`said${seconds}`);
  const call = await world.dialing(world.number(), callSid);
  await world.exec(`insert into conversation_transcripts
    (call_sid, call_id, lead_id, seq, role, content, timestamp)
    select '${callSid}', id, lead_id, 1, 'user', '${content}',
      '${later(seconds).toISOString()}' from calls where id = '${call.id}'`);
  return call;
}

const found = async (q: string) => (await search(q, 10)).map(({ words }) => words);

describe('a search over what was said', () => {
  it('finds texts and turns with all of the words, in any order, the newest first', async () => {
    const text = await wrote('Is the old zeppelin still for sale?', 10);
    const call = await said('I would sell my zeppelin', 20);
    await wrote('Is the bike still for sale?');
    const hits = await search('zeppelin', 10);
    expect(hits).toEqual([
      expect.objectContaining({ kind: 'call', call_id: call.id, seq: 1, said_by: 'user' }),
      expect.objectContaining({
        kind: 'text',
        conversation_id: text.conversation_id,
        lead_phone: text.phone,
      }),
    ]);
    expect(await found('SALE zeppelin')).toEqual(['Is the old zeppelin still for sale?']);
    expect(await found('zepp')).toHaveLength(2);
    expect(await found('eppelin')).toEqual([]);
    expect(await search('zeppelin', 1)).toHaveLength(1);
  });

  it('finds any script', async () => {
    await wrote('هل السيارة متاحة؟');
    await wrote('Есть ли универсал?');
    expect(await found('السيارة')).toEqual(['هل السيارة متاحة؟']);
    expect(await found('универ')).toEqual(['Есть ли универсал?']);
  });

  it.each(["' or true --", '& | ! ( :*', '\\', '<->', '%', '.', '🙂'])(
    'finds nothing with %s, and does not break',
    async (q) => {
      expect(await found(q)).toEqual([]);
    },
  );

  it('finds nothing that was only planned, and nothing of a lead that was deleted', async () => {
    const planned = await world.planned();
    await world.exec(
      `update sms_messages set body = 'marmalade' where message_id = '${planned.message_id}'`,
    );
    expect(await found('marmalade')).toEqual([]);
    const gone = await wrote('marmalade');
    expect(await found('marmalade')).toHaveLength(1);
    await world.exec(
      `select public.delete_lead((select id from leads where phone = '${gone.phone}'), now())`,
    );
    expect(await found('marmalade')).toEqual([]);
  });
});

describe('a search in the inbox', () => {
  const ids = async (q: string, more = {}) =>
    (await inbox.list({ view: 'open', reader: ANA.id, limit: 10, q, ...more })).map(({ id }) => id);

  it('finds conversations by their people and by their words, each once', async () => {
    const byWord = await wrote('Do you take a quokka in exchange?');
    const byName = await wrote('Hello');
    await world.exec(`update leads set name = 'Quokka Jones' where phone = '${byName.phone}'`);
    const both = await wrote('A quokka');
    await world.exec(`update leads set name = 'Mr Quokka' where phone = '${both.phone}'`);
    expect((await ids('quokka')).toSorted()).toEqual(
      [byWord, byName, both].map(({ conversation_id: id }) => id).toSorted(),
    );
  });

  it('finds calls by their words', async () => {
    const call = await said('My budget is forty wombats', 30);
    await world.exec(`update calls set ended_at = now() where id = '${call.id}'`);
    expect(await ids('wombats', { view: 'ended', channel: 'call' })).toEqual([call.id]);
  });

  const rows = (q: string, more = {}) =>
    inbox.list({ view: 'open', reader: ANA.id, limit: 10, q, ...more });

  it('says where in a row the words were said, the newest of them', async () => {
    const talk = await world.thinking();
    const { conversation_id: id } = talk;
    await world.exec(`update sms_messages set body = 'A numbat' where conversation_id = '${id}';
      update sms_messages set body = 'I said a numbat' where conversation_id = '${id}'
        and seq = (select max(seq) from sms_messages where conversation_id = '${id}')`);
    expect(await rows('numba')).toMatchObject([
      { id, said: { words: 'I said a numbat', said_by: 'lead' } },
    ]);
    const call = await said('I would like a numbat', 40);
    await world.exec(`update calls set ended_at = now() where id = '${call.id}'`);
    expect(await rows('numbat', { view: 'ended', channel: 'call' })).toMatchObject([
      { id: call.id, said: { seq: 1, words: 'I would like a numbat', said_by: 'user' } },
    ]);
  });

  it('has no such words in a row that is found by its person, or that nobody searches', async () => {
    const lead = await wrote('Hello there');
    await world.exec(`update leads set name = 'Bilby Moss' where phone = '${lead.phone}'`);
    expect(await rows('bilby')).toMatchObject([{ id: lead.conversation_id, said: null }]);
    const [row] = await inbox.list({ view: 'open', reader: ANA.id, limit: 1 });
    expect(row?.said).toBeNull();
  });

  it('finds words that everybody says among the newest texts, and has no more to read', async () => {
    await world.exec(`update sms_messages set body = 'Some words' where seq is not null`);
    const lead = await wrote('Some words of mine');
    expect((await rows('some words', { limit: 1000 })).length).toBeGreaterThan(5);
    expect(await ids('words of mine')).toEqual([lead.conversation_id]);
  });

  it('does not find words that were only planned', async () => {
    const planned = await world.planned();
    await world.exec(
      `update sms_messages set body = 'potoroo' where message_id = '${planned.message_id}'`,
    );
    expect(await ids('potoroo')).toEqual([]);
  });
});

describe('a search for a number', () => {
  const leads = new Map<string, { conversation: string; call: string }>();
  beforeAll(async () => {
    for (const [index, phone] of ['+15125550142', '+4915123456789'].entries()) {
      const lead = await wrote('Hello');
      const call = await said('Hello', 50 + index);
      await world.exec(`update leads set phone = '${phone}' where phone = '${lead.phone}';
        update calls set lead_id = (select id from leads where phone = '${phone}')
        where id = '${call.id}'`);
      leads.set(phone, { conversation: lead.conversation_id, call: call.id });
    }
  });

  it.each([
    ['(512) 555-0142', '+15125550142'],
    ['512.555.0142', '+15125550142'],
    ['+1 512 555 0142', '+15125550142'],
    ['001 512/555-0142', '+15125550142'],
    ['555 0142', '+15125550142'],
    ['+49 (0)151 23456789', '+4915123456789'],
    ['0151 2345 6789', '+4915123456789'],
  ])('finds it as %s, in each list', async (q, phone) => {
    const found = leads.get(phone);
    const people = await createLeadLists(world.db).list({ limit: 5, q });
    expect(people.map((one) => one.phone)).toEqual([phone]);
    const talks = await inbox.list({ view: 'open', reader: ANA.id, limit: 5, q });
    expect(talks.map(({ id }) => id)).toEqual([found?.conversation]);
    const calls = await createCallLists(world.db).list({ limit: 5, q });
    expect(calls.map(({ id }) => id)).toEqual([found?.call]);
  });

  it('takes what is no number as it is', async () => {
    expect(await createLeadLists(world.db).list({ limit: 5, q: '51-2555 0142 x' })).toEqual([]);
    expect(await createLeadLists(world.db).list({ limit: 5, q: '()' })).toEqual([]);
  });
});

describe('a search for two letters', () => {
  it('finds whose name or address has a word that begins so', async () => {
    const { phone, conversation_id } = await wrote('Hello');
    const call = await said('Hello', 70);
    await world.exec(`update leads set name = 'Ana Xyloph', email = null where phone = '${phone}';
      update calls set lead_id = (select id from leads where phone = '${phone}') where id = '${call.id}'`);
    const found = async (q: string) => [
      ...(await inbox.list({ view: 'open', reader: ANA.id, limit: 5, q })).map(({ id }) => id),
      ...(await createCallLists(world.db).list({ limit: 5, q })).map(({ id }) => id),
    ];
    expect(await found('xy')).toEqual([conversation_id, call.id]);
    expect(await found('yl')).toEqual([]);
    expect(await found('ylo')).toEqual([conversation_id, call.id]);
    expect(await found('X%')).toEqual([]);
  });
});
