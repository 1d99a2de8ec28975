import { expect, it } from '@jest/globals';
import { runFortnight } from '../fortnight/fortnight.ts';

/** `npm run fortnight` does the same with a thousand leads. */
it('two weeks of a campaign, from the form to the outcome, with people on both sides', async () => {
  const report = await runFortnight({ leads: 60, seed: 20_261_120 });

  expect(report.broken).toEqual([]);
  const { violations } = report;
  const found = Object.entries(violations).filter(([, all]) =>
    Array.isArray(all) ? all.length > 0 : all !== 0,
  );
  expect(Object.fromEntries(found)).toEqual({});
  expect(Object.keys(violations).length).toBeGreaterThan(30);

  // It was a fortnight worth the name: trouble at every joint, and people of every kind.
  const { seen, queue, happened } = report;
  expect(report.leads).toBe(60);
  expect(seen.texts_accepted).toBeGreaterThan(120);
  expect(seen.texts_inbound).toBeGreaterThan(20);
  expect(seen.opt_outs).toBeGreaterThan(5);
  expect(seen.rings).toBeGreaterThan(20);
  expect(seen.retried).toBeGreaterThan(0);
  expect(seen.held_rules['quiet_hours']).toBeGreaterThan(10);
  expect(Math.min(queue.dropped, queue.doubled, queue.late)).toBeGreaterThan(5);
  expect(seen.analyses['text done']).toBeGreaterThan(20);
  expect(seen.analyses['call done']).toBeGreaterThan(5);
  expect(Math.min(seen.appointments, seen.handed_over, seen.reopened)).toBeGreaterThan(2);
  expect(happened['staff wrote']).toBeGreaterThan(5);
  expect(happened['wrote after opting out']).toBeGreaterThan(0);
  expect(happened['webhook of a text lost']).toBeGreaterThan(3);
  expect(happened['text found in the carrier’s list']).toBeGreaterThan(3);
  expect(happened['database away for long']).toBeGreaterThan(3);
  expect(happened['question to a database that is away']).toBeGreaterThan(10);
  // A thousand leads meet everything; sixty meet most of it.
  expect(report.untested.length).toBeLessThan(35);
}, 600_000);
