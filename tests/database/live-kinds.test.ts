import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEvents } from '@ringback/shared/db/live/events.ts';
import { ALL_KINDS } from '@ringback/shared/events/kinds.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** The types of what the log tells of an act, in order. */
async function told(act: () => Promise<unknown>): Promise<string[]> {
  const events = createEvents(world.db);
  const { newest } = await events.bounds();
  await act();
  return (await events.readOutbox(newest, null, 1_000)).events.map(({ type }) => type);
}

describe('the table of kinds', () => {
  it('is the same in the database', async () => {
    const kinds = await world.exec(
      `select noun, list, key, place, is_part from private.live_kinds`,
    );
    const ours = ALL_KINDS.map(([noun, { list, key, place, isPart = false }]) => {
      return { noun, list, key, place, is_part: isPart };
    });
    const byNoun = (a: { noun?: unknown }, b: { noun?: unknown }) =>
      String(a.noun) < String(b.noun) ? -1 : 1;
    expect(kinds.sort(byNoun)).toEqual(ours.sort(byNoun));
  });

  it.each(ALL_KINDS)('%s: its shape names every column that is not hidden', async (noun, kind) => {
    const columns = await world.exec(
      `select a.attname as name, a.attname = any (k.hidden) as hidden
       from private.live_kinds k join pg_attribute a on a.attrelid = k.rows_of
       where k.noun = '${noun}' and a.attnum > 0 and not a.attisdropped`,
    );
    const shown = columns.filter(({ hidden }) => !hidden).map(({ name }) => String(name));
    expect(shown.sort()).toEqual(Object.keys(kind.row.shape).sort());
    const [hidden] = await world.exec(
      `select cardinality(hidden) as n from private.live_kinds where noun = '${noun}'`,
    );
    expect(columns.length - shown.length).toBe(hidden?.['n']);
  });

  it('is told by one trigger each, for every row and whichever column', async () => {
    const triggers = await world.exec(
      `select k.noun from private.live_kinds k join pg_trigger t on t.tgrelid = k.rows_of
       join pg_proc p on p.oid = t.tgfoid
       where p.proname = 'announce' and t.tgenabled = 'O' and t.tgattr::text = ''
         and t.tgqual is null and t.tgtype = 29`,
    );
    expect(triggers.map(({ noun }) => noun).sort()).toEqual(ALL_KINDS.map(([noun]) => noun).sort());
  });
});

describe('what nobody outside needs to know', () => {
  it('is no news: when a sweep looks again', async () => {
    const { message_id } = await world.planned();
    await world.sweep(later(5));
    const before = await world.exec(`select enqueue_at::text from sms_messages
      where message_id = '${message_id}'`);
    expect(await told(() => world.sweep(later(60)))).toEqual([]);
    const after = await world.exec(`select enqueue_at::text from sms_messages
      where message_id = '${message_id}'`);
    expect(after).not.toEqual(before);
  });

  it('is no news: the lease of who asks the carrier', async () => {
    const { message_id } = await world.planned();
    await world.sent(message_id);
    expect(
      await told(async () => {
        const checked = await world.messages.claimChecks(later(700), 100);
        expect(checked.map((row) => row.message_id)).toContain(message_id);
      }),
    ).toEqual([]);
  });

  it('is news: that the agent thinks of an answer, and that it does no more', async () => {
    const { phone } = await world.planned();
    const { conversation } = await world.inbound.receive(world.inboundText(phone), later(701));
    const state = async () => (await world.conversations.find(conversation.id))?.reply_state;
    expect(await state()).toBe('due');
    const begin = () => world.replies.begin(conversation.id, 60_000, later(800));
    expect(await told(begin)).toEqual(['conversation.updated']);
    expect(await state()).toBe('writing');
    await world.replies.release(conversation.id, 1, later(900), later(801));
    expect(await state()).toBe('due');
  });

  it('is no news: the fence of a call and when it is asked about', async () => {
    const call = world.newCall({ to: world.number() });
    await world.calls.schedule(call, NOON);
    expect(
      await told(() =>
        world.exec(`update calls set fence = fence + 1, next_check_at = now(), updated_at = now()
          where id = '${call.id}'`),
      ),
    ).toEqual([]);
  });

  it('is not in the log with what is news: claims, proofs, hashes', async () => {
    const { lead, message_id } = await world.planned();
    await world.consents.add(lead.id, { text: 'my own words', ip: '192.0.2.7' }, NOON);
    const single = { message_id: randomUUID(), lead_id: lead.id, sender: '+12025559000' };
    const keys = { idempotency_key_hash: 'a key', request_hash: 'a request' };
    await world.messages.plan({ ...single, ...keys, body: 'Hi.' }, NOON);
    await world.messages.begin(message_id, claimAt(NOON, { worker: 'a worker' }), NOON);
    const log = JSON.stringify(await world.exec('select payload from events'));
    for (const secret of ['my own words', '192.0.2.7', 'a key', 'a request', 'a worker'])
      expect({ secret, found: log.includes(secret) }).toEqual({ secret, found: false });
    expect(log).not.toMatch(/fence|deadline_at|worker|phone_hash|enqueue_at/);
  });
});

describe('what changes because something else is gone', () => {
  it('is news of its own', async () => {
    const [agent] = await world.exec(`insert into agents (name, business, prompt)
      values ('Nora', 'Acme', 'Sell.') returning id`);
    const campaignId = await world.campaign(undefined, { agent_id: String(agent?.['id']) });
    await world.planned(campaignId);
    const news = await told(() => world.exec(`delete from agents where name = 'Nora'`));
    expect(news.sort()).toEqual(['campaign.updated', 'conversation.updated']);
  });
});

describe('a row that is gone', () => {
  it('says its key and nothing else', async () => {
    const { lead } = await world.planned();
    const events = createEvents(world.db);
    const { newest } = await events.bounds();
    await world.leads.delete(lead.id, later(5));
    const rows = await world.exec(
      `select type, payload from events where id > ${newest} and type like '%.deleted' order by type`,
    );
    expect(rows).toEqual([
      { type: 'conversation.deleted', payload: { id: expect.any(String) } },
      { type: 'enrollment.deleted', payload: { id: expect.any(Number) } },
      { type: 'lead.deleted', payload: { id: lead.id } },
      { type: 'message.deleted', payload: { message_id: expect.any(String) } },
    ]);
  });
});
