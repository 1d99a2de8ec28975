import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

const DIGITS = ['00', '01', '02', '03', '09', '10', '11'];

let system: RunningSystem;
let people = 0;
let calm: Cohort;

beforeAll(async () => {
  system = await startSystem();
  calm = await live();
});
afterAll(() => system.stop());

type Cohort = { people: Person[]; rows: Awaited<ReturnType<typeof finalRow>>[] };

/** One person for each story, called at once, and what stands in our tables when all is over. */
async function live(
  meanwhile: (people: Person[]) => Promise<void> = async () => {},
): Promise<Cohort> {
  const called = await Promise.all(DIGITS.map((digits) => callPerson(system, digits, people++)));
  await meanwhile(called);
  await system.settle();
  return {
    people: called,
    rows: await Promise.all(called.map((person) => finalRow(system, person))),
  };
}

async function expectAsIfCalm(cohort: Cohort, rows = calm.rows) {
  expect(cohort.rows).toEqual(rows);
  expect(rings(system, cohort.people)).toEqual(onceEach(cohort.people));
  const { ours, theirs } = await bothSides(system, cohort.people);
  expect(ours).toEqual(theirs);
}

describe('what the carrier reports about its calls', () => {
  it('is written as it was, when all goes well', async () => {
    expect(
      calm.rows.map(({ digits, status, settled, redials }) => [digits, status, settled, redials]),
    ).toEqual([
      ['00', 'completed', 1, 0],
      ['01', 'completed', 1, 0],
      ['02', 'busy', 1, 1],
      ['03', 'no_answer', 1, 1],
      ['09', 'completed', 1, 0],
      ['10', 'failed', 1, 0],
      ['11', 'completed', 1, 0],
    ]);
    await expectAsIfCalm(calm);
  });

  it('ends the same when every word comes twice, in the wrong order, and late', async () => {
    system.simulator.faults({
      callbacks: { duplicate: 1, reorder: 0.5, delay_ms: 300, late_ms: 700 },
    });
    await expectAsIfCalm(await live());
    const [told] = await system.exec(
      `select count(*)::int as n from webhook_receipts where kind = 'status' and deliveries > 1`,
    );
    expect(Number(told?.['n'])).toBeGreaterThan(DIGITS.length);
  });

  it('ends the same when not a word comes: then the carrier is asked', async () => {
    system.simulator.faults({
      callbacks: { duplicate: 0, reorder: 0, drop: 1, delay_ms: 0, late_ms: 0 },
    });
    const silent = await live(async (called) => {
      // A lead who did not pick up leaves no stream that closes: the carrier is asked after two minutes.
      const missed = called.filter(({ digits }) => ['02', '03', '10'].includes(digits));
      const ids = missed.map(({ callId }) => `'${callId}'`).join(', ');
      await system.until(
        async () =>
          system.simulator
            .ledger()
            .calls.filter(
              ({ to, ended_at: at }) => at !== null && missed.some(({ phone }) => phone === to),
            ),
        (over) => over.length === missed.length,
      );
      await system.until(
        () => system.exec(`select id from calls where id in (${ids}) and status = 'queued'`),
        (waiting) => waiting.length === missed.length,
      );
      await letTimePass(system, 125, `id in (${ids})`);
    });
    // That a number does not exist stands only in the words that got lost: it is tried once more.
    const failed = { redials: 1, lead_status: 'contacted', outcome: null };
    const asFarAsKnown = calm.rows.map((row) =>
      row['digits'] === '10' ? { ...row, ...failed } : row,
    );
    await expectAsIfCalm(silent, asFarAsKnown);
    const ids = silent.people.map(({ callId }) => `'${callId}'`).join(', ');
    const heard = await system.exec(
      `select distinct kind from call_events where call_id in (${ids}) and kind in ('status', 'check')`,
    );
    expect(heard).toEqual([{ kind: 'check' }]);
  });
});
