import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
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

let system: RunningSystem;
let people = 0;
beforeAll(async () => {
  system = await startSystem();
});
afterEach(() => system.simulator.faults({ rest: CALM, callbacks: { drop: 0 } }));
afterAll(() => system.stop());

const callAll = (stories: string[]) =>
  Promise.all(stories.map((digits) => callPerson(system, digits, people++)));

const idsOf = (called: Person[]) => called.map(({ callId }) => `'${callId}'`).join(', ');

/** Rings once each, on our side as on the other, and every lead names its call. */
async function expectOneRingEach(called: Person[]) {
  expect(rings(system, called)).toEqual(onceEach(called));
  const { ours, theirs } = await bothSides(system, called);
  expect(ours).toEqual(theirs);
  const rows = await Promise.all(called.map((person) => finalRow(system, person)));
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
      system.simulator.faults({ rest: { [fault]: 1 } });
      const called = await callAll(['02', '03', '09', '11']);
      await system.settle();
      await expectOneRingEach(called);
      const [row] = await system.exec(
        `select count(*)::int as n from calls where id in (${idsOf(called)}) and fence = 1`,
      );
      expect(row).toEqual({ n: 4 });
    },
  );

  it('says nothing at all, and lists it late, is asked until it is found', async () => {
    system.simulator.faults({
      rest: { lose_response_after_accept: 1, list_lag_ms: 3_000 },
      callbacks: { drop: 1 },
    });
    const called = await callAll(['02', '03']);
    const asked = async () =>
      system.exec(`select status, checks from calls where id in (${idsOf(called)})`);
    await system.until(
      () => Promise.resolve(rings(system, called)),
      (rung) => Object.values(rung).every((times) => times === 1),
    );
    await letTimePass(system, 9, `id in (${idsOf(called)})`);
    await system.until(asked, (rows) => rows.every(({ checks }) => checks === 1));
    expect(await asked()).toEqual([
      { status: 'unknown', checks: 1 },
      { status: 'unknown', checks: 1 },
    ]);
    // Found in the list, and two minutes later asked how it ended.
    await system.until(asked, (rows) => rows.every(({ status }) => status === 'queued'));
    await letTimePass(system, 125, `id in (${idsOf(called)})`);
    await system.settle();
    await expectOneRingEach(called);
  });
});

describe('a carrier that takes no orders', () => {
  it('for a while (429) gets each of them once, later', async () => {
    system.simulator.faults({ rest: { too_many_requests: 1 } });
    const called = await callAll(['02', '09', '09', '11', '03']);
    const refused = `select id from calls where id in (${idsOf(called)})
      and status = 'scheduled' and held_reason = 'carrier_busy' and dialed_at is null`;
    await system.until(
      () => system.exec(refused),
      (rows) => rows.length === called.length,
    );
    expect(rings(system, called)).toEqual(
      Object.fromEntries(called.map(({ phone }) => [phone, 0])),
    );
    system.simulator.faults({ rest: CALM });
    await system.settle();
    await expectOneRingEach(called);
  });

  it('and does not say so (500) is presumed not to have placed them, after five minutes', async () => {
    system.simulator.faults({ rest: { error_500_before: 1 } });
    const called = await callAll(['00', '02']);
    const rows = () =>
      system.exec(`select status, end_reason from calls where id in (${idsOf(called)})`);
    await system.until(rows, (all) => all.every(({ status }) => status === 'dialing'));
    await letTimePass(system, 10, `id in (${idsOf(called)})`);
    await system.until(rows, (all) => all.every(({ status }) => status === 'unknown'));
    await letTimePass(system, 350, `id in (${idsOf(called)})`);
    await system.settle();

    expect(await rows()).toEqual([
      { status: 'failed', end_reason: 'presumed_not_placed' },
      { status: 'failed', end_reason: 'presumed_not_placed' },
    ]);
    expect(rings(system, called)).toEqual(
      Object.fromEntries(called.map(({ phone }) => [phone, 0])),
    );
    // The next planned slot decides: a new row, a quarter of an hour later.
    const next = await system.exec(
      `select r.status, r.dial, extract(epoch from r.run_at - c.settled_at)::int as seconds
       from calls c join calls r on r.redial_of = c.id where c.id in (${idsOf(called)})`,
    );
    expect(next).toEqual([
      { status: 'scheduled', dial: 2, seconds: 900 },
      { status: 'scheduled', dial: 2, seconds: 900 },
    ]);
  });
});
