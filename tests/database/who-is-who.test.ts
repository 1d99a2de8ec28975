import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import { isWithheld } from '@ringback/shared/domain/calls/withheld-caller.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import {
  CLAIM,
  type DatabaseWorld,
  later,
  NOON,
  sid,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
  await createOurNumbers(world.db).know([OURS], NOON);
}, 300_000);
afterAll(() => world.stop());

const OURS = '+12025550190';
const lead = (phone = world.number()) => world.leads.create({ phone }, NOON);
const rings = (from: string | null, word: string, at = NOON, to: string | null = OURS) =>
  createArrivals(world.db).inboundCall(
    {
      id: crypto.randomUUID(),
      call_sid: sid(word),
      from,
      to,
      provider: 'twilio',
      provider_status: 'in-progress',
      payload: {},
    },
    at,
  );
const says = (content: string) => [
  { seq: 1, role: 'user' as const, content, heard: true, at: NOON.toISOString() },
];
const callOf = async (word: string) =>
  (await world.exec(`select * from calls where call_sid = '${sid(word)}'`))[0];

describe('one rule says who the other party is', () => {
  const numbers = [
    ...['', 'anonymous', 'Restricted', '+266696687', '+7378742833', '+2562533', '+8656696'],
    ...[
      '+86282452253',
      '+464',
      '12345',
      'sip:bob@example.com',
      '+12025550188',
      '+17378742833',
      OURS,
    ],
  ];

  it.each(numbers)('in SQL as in TypeScript, for "%s"', async (number) => {
    const [told] = await world.exec(
      `select private.is_withheld('${number}') as withheld,
              private.other_party('inbound', '${number}', '${OURS}') as rang,
              private.other_party('outbound', '${OURS}', '${number}') as rung`,
    );
    expect(told).toEqual({
      withheld: isWithheld(number),
      rang: otherParty({ direction: 'inbound', from: number, to: OURS }),
      rung: otherParty({ direction: 'outbound', from: OURS, to: number }),
    });
  });

  it('and nothing is withheld too', async () => {
    expect(await world.exec('select private.is_withheld(null) as withheld')).toEqual([
      { withheld: isWithheld(null) },
    ]);
  });
});

describe('a number of ours', () => {
  it('that rings itself makes no lead, and no caller’s words go to it afterwards', async () => {
    await expect(rings(OURS, 'ours')).rejects.toMatchObject({
      code: 'undialable',
      facts: { rule: 'own_number' },
    });
    const caller = await lead();
    await rings(caller.phone, 'after-ours');
    expect(await world.transcripts.save(sid('after-ours'), says('Hi.'), NOON)).toMatchObject({
      lead_id: caller.id,
    });
    expect(await callOf('after-ours')).toMatchObject({ lead_id: caller.id });
    expect(await world.exec(`select id from leads where phone = '${OURS}'`)).toEqual([]);
  });

  it('is learned from the first call to it, without any setting', async () => {
    const other = '+12025550191';
    await rings(world.number(), 'learns', NOON, other);
    await expect(rings(other, 'learned')).rejects.toMatchObject({ code: 'undialable' });
    await expect(rings('+12025550192', 'itself', NOON, '+12025550192')).rejects.toMatchObject({
      code: 'undialable',
    });
  });

  it('becomes no lead by any write, and is not dialed if it was one', async () => {
    await expect(world.leads.create({ phone: OURS }, NOON)).rejects.toMatchObject({
      code: 'undialable',
    });
    const { id } = await lead();
    await expect(world.leads.update(id, { phone: OURS }, NOON)).rejects.toMatchObject({
      code: 'undialable',
    });
    expect(await world.calls.schedule(world.newCall({ to: OURS }), NOON)).toEqual({
      result: 'own_number',
    });
    const old = await lead();
    const call = world.newCall({ to: old.phone });
    await world.calls.schedule(call, NOON);
    await createOurNumbers(world.db).know([old.phone], NOON);
    expect(await world.calls.begin(call.id, CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'own_number',
    });
  });

  it('is not taken from a lead by hearsay', async () => {
    const { id, phone } = await lead();
    await rings(world.number(), 'mixed-up', NOON, phone);
    await rings(phone, 'still-a-lead');
    expect(await callOf('still-a-lead')).toMatchObject({ lead_id: id });
  });
});

describe('the words of a call', () => {
  it('stay with the lead of its row, whatever the numbers in its events', async () => {
    const [caller, other] = [await lead(), await lead()];
    await rings(caller.phone, 'swapped');
    await world.exec(
      `update call_events set from_number = to_number, to_number = '${other.phone}'
       where call_sid = '${sid('swapped')}'`,
    );
    expect(await world.transcripts.save(sid('swapped'), says('Hi.'), NOON)).toMatchObject({
      lead_id: caller.id,
    });
  });

  it.each([
    ['inbound', 'from'],
    ['outbound', 'to'],
  ])('without a row go to the other party of an %s event', async (direction, side) => {
    const [from, to] = [await lead(), await lead()];
    const word = `bare-${direction}`;
    await world.exec(
      `insert into call_events (call_sid, kind, direction, from_number, to_number, received_at)
       values ('${sid(word)}', 'status', '${direction}', '${from.phone}', '${to.phone}', now())`,
    );
    expect(await world.transcripts.save(sid(word), says('Hi.'), NOON)).toMatchObject({
      lead_id: side === 'from' ? from.id : to.id,
      linked_by: 'phone',
    });
  });

  it('without a row and a direction go to nobody where either number is a lead’s', async () => {
    const [from, to] = [await lead(), await lead()];
    await world.exec(
      `insert into call_events (call_sid, kind, from_number, to_number, received_at) values
       ('${sid('unsure')}', 'status', '${from.phone}', '${to.phone}', now()),
       ('${sid('sure')}', 'status', '${OURS}', '${to.phone}', now())`,
    );
    expect(await world.transcripts.save(sid('unsure'), says('Hi.'), NOON)).toMatchObject({
      lead_id: null,
      linked_by: null,
    });
    expect(await world.transcripts.save(sid('sure'), says('Hi.'), NOON)).toMatchObject({
      lead_id: to.id,
    });
  });
});

describe('withheld callers', () => {
  it.each([null, '', 'anonymous', 'Restricted', '+266696687', 'sip:bob@example.com'])(
    'are kept as nobody, each by itself: %p',
    async (from) => {
      const before = await world.exec('select count(*)::int as n from leads');
      const words = [`nobody-1-${from}`, `nobody-2-${from}`];
      for (const word of words) await rings(from, word);
      const [one, other] = [await callOf(words[0] ?? ''), await callOf(words[1] ?? '')];
      expect(one).toMatchObject({ lead_id: null, metadata: { warning: 'no_lead_found' } });
      expect(one?.['lead_phone']).not.toBe(other?.['lead_phone']);
      expect(await world.exec('select count(*)::int as n from leads')).toEqual(before);
    },
  );

  it('keep their words and analysis, and are never called back', async () => {
    await rings('anonymous', 'wants-callback');
    const saved = await world.transcripts.save(sid('wants-callback'), says('Call me back.'), NOON);
    expect(saved).toEqual({ saved: 1, lead_id: null, linked_by: null });
    const id = String((await callOf('wants-callback'))?.['id']);
    await world.calls.close(id, 'completed', 'test', later(60));
    const redial = { id: crypto.randomUUID(), run_at: later(600).toISOString() };
    const settled = await world.calls.settle(id, { redial, reason: 'No sound.' }, later(61));
    expect(settled).toMatchObject({ result: 'settled', redial_id: null, has_words: true });
    const analysis = await world.analyses.save(
      {
        ...{ call_id: id, status: 'done', outcome: 'qualified', facts: [], dropped: [] },
        ...{
          decided_by: 'model',
          callback: { id: crypto.randomUUID(), run_at: later(900).toISOString() },
        },
      } as never,
      later(62),
    );
    expect(analysis).toMatchObject({ callback_id: null });
    expect(
      await world.exec("select id from calls where direction = 'outbound' and lead_id is null"),
    ).toEqual([]);
  });
});

async function judged(call: Record<string, unknown> | undefined, fact: object, at: Date) {
  const id = String(call?.['id']);
  await world.calls.close(id, 'completed', 'test', at);
  const found = { status: 'done', outcome: 'qualified', facts: [fact], dropped: [] };
  await world.analyses.save({ call_id: id, ...found, decided_by: 'model' } as never, at);
}

describe('a lead that rings us', () => {
  it('has talked with us; who asked not to be contacted stays so', async () => {
    const { id, phone } = await lead();
    await rings(phone, 'talks', later(5));
    const talked = await world.leads.get(id);
    expect(talked).toMatchObject({ lead_status: 'contacted' });
    expect(new Date(talked.last_contacted_at ?? 0)).toEqual(later(5));

    const refused = await lead();
    await world.suppressions.add({ phone: refused.phone, scope: 'all', source: 'api' }, NOON);
    await rings(refused.phone, 'refused', later(5));
    expect(await world.leads.get(refused.id)).toMatchObject({ lead_status: 'do_not_contact' });
  });

  it('and is new becomes a lead that has talked with us', async () => {
    const phone = world.number();
    await rings(phone, 'new-caller');
    expect(await world.leads.findByPhone(phone)).toMatchObject({
      source: 'inbound_call',
      lead_status: 'contacted',
    });
  });

  it.each([
    [
      'is called by the name that it said',
      'Maria Lopez',
      'This is Maria Lopez calling.',
      'Maria Lopez',
    ],
    ['has no name that it did not say', 'Maria Lopez', 'It is about the red car.', null],
    ['has no name that is none', '+1 202 555', 'My number is +1 202 555.', null],
  ])('and is new %s', async (_name, value, quote, expected) => {
    const word = `${quote} ${value}`;
    const phone = world.number();
    await rings(phone, word);
    const call = await callOf(word);
    await judged(call, { field: 'name', value, quote, turn: 1 }, later(60));
    expect((await world.leads.findByPhone(phone))?.name ?? null).toBe(expected);
    // What is known is corrected by people, not by a transcript.
    const said = { field: 'name', value: 'Dave', quote: 'Dave here.', turn: 2 };
    await judged(call, said, later(90));
    expect((await world.leads.findByPhone(phone))?.name).toBe(expected ?? 'Dave');
  });
});
