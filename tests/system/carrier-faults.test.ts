import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type House, startHouse } from '../house.ts';
import {
  bothSides,
  callPerson,
  finalRow,
  letTimePass,
  onceEach,
  type Person,
  rings,
} from './call-sheet.ts';

const CALM = {
  lose_response_after_accept: 0,
  error_500_after_accept: 0,
  error_500_before: 0,
  too_many_requests: 0,
  list_lag_ms: 0,
};

let house: House;
let people = 0;
beforeAll(async () => {
  house = await startHouse();
});
afterEach(() => house.simulator.faults({ rest: CALM, callbacks: { drop: 0 } }));
afterAll(() => house.stop());

const callAll = (stories: string[]) =>
  Promise.all(stories.map((digits) => callPerson(house, digits, people++)));

const idsOf = (called: Person[]) => called.map(({ callId }) => `'${callId}'`).join(', ');

/** Rings once each, on our side as on the other, and every lead names its call. */
async function expectOneRingEach(called: Person[]) {
  expect(rings(house, called)).toEqual(onceEach(called));
  const { ours, theirs } = await bothSides(house, called);
  expect(ours).toEqual(theirs);
  const rows = await Promise.all(called.map((person) => finalRow(house, person)));
  expect(rows).toEqual(
    called.map(({ digits }) =>
      expect.objectContaining({ digits, linked: true, settled: 1, lead_status: 'contacted' }),
    ),
  );
}

describe('a carrier that takes an order and', () => {
  it.each(['lose_response_after_accept', 'error_500_after_accept'] as const)(
    'does not say so (%s) is believed when the call itself reports',
    async (fault) => {
      house.simulator.faults({ rest: { [fault]: 1 } });
      const called = await callAll(['02', '03', '09', '11']);
      await house.settle();
      await expectOneRingEach(called);
      const [row] = await house.exec(
        `select count(*)::int as n from calls where id in (${idsOf(called)}) and fence = 1`,
      );
      expect(row).toEqual({ n: 4 });
    },
  );

  it('says nothing at all, and lists it late, is asked until it is found', async () => {
    house.simulator.faults({
      rest: { lose_response_after_accept: 1, list_lag_ms: 3_000 },
      callbacks: { drop: 1 },
    });
    const called = await callAll(['02', '03']);
    const asked = async () =>
      house.exec(`select status, checks from calls where id in (${idsOf(called)})`);
    await house.until(
      () => Promise.resolve(rings(house, called)),
      (rung) => Object.values(rung).every((times) => times === 1),
    );
    await letTimePass(house, 9, `id in (${idsOf(called)})`);
    await house.until(asked, (rows) => rows.every(({ checks }) => checks === 1));
    expect(await asked()).toEqual([
      { status: 'unknown', checks: 1 },
      { status: 'unknown', checks: 1 },
    ]);
    // Found in the list, and two minutes later asked how it ended.
    await house.until(asked, (rows) => rows.every(({ status }) => status === 'queued'));
    await letTimePass(house, 125, `id in (${idsOf(called)})`);
    await house.settle();
    await expectOneRingEach(called);
  });
});

describe('a carrier that takes no orders', () => {
  it('for a while (429) gets each of them once, later', async () => {
    house.simulator.faults({ rest: { too_many_requests: 1 } });
    const called = await callAll(['02', '09', '09', '11', '03']);
    const refused = `select id from calls where id in (${idsOf(called)})
      and status = 'scheduled' and held_reason = 'carrier_busy' and dialed_at is null`;
    await house.until(
      () => house.exec(refused),
      (rows) => rows.length === called.length,
    );
    expect(rings(house, called)).toEqual(Object.fromEntries(called.map(({ phone }) => [phone, 0])));
    house.simulator.faults({ rest: CALM });
    await house.settle();
    await expectOneRingEach(called);
  });

  it('and does not say so (500) is presumed not to have placed them, after five minutes', async () => {
    house.simulator.faults({ rest: { error_500_before: 1 } });
    const called = await callAll(['00', '02']);
    const rows = () =>
      house.exec(`select status, end_reason from calls where id in (${idsOf(called)})`);
    await house.until(rows, (all) => all.every(({ status }) => status === 'dialing'));
    await letTimePass(house, 10, `id in (${idsOf(called)})`);
    await house.until(rows, (all) => all.every(({ status }) => status === 'unknown'));
    await letTimePass(house, 350, `id in (${idsOf(called)})`);
    await house.settle();

    expect(await rows()).toEqual([
      { status: 'failed', end_reason: 'presumed_not_placed' },
      { status: 'failed', end_reason: 'presumed_not_placed' },
    ]);
    expect(rings(house, called)).toEqual(Object.fromEntries(called.map(({ phone }) => [phone, 0])));
    // The next planned slot decides: a new row, a quarter of an hour later.
    const next = await house.exec(
      `select r.status, r.dial, extract(epoch from r.run_at - c.settled_at)::int as seconds
       from calls c join calls r on r.redial_of = c.id where c.id in (${idsOf(called)})`,
    );
    expect(next).toEqual([
      { status: 'scheduled', dial: 2, seconds: 900 },
      { status: 'scheduled', dial: 2, seconds: 900 },
    ]);
  });
});
