import { expect, it } from '@jest/globals';
import { runFortnight } from '../fortnight/fortnight.ts';

/** `npm run fortnight` does the same with a thousand leads. */
it('a campaign over two weeks texts nobody twice, too late, at night or never', async () => {
  const report = await runFortnight({ leads: 60, seed: 20_261_120 });

  expect(report.broken).toEqual([]);
  expect({ ...report.violations }).toEqual({
    doubles: [],
    after_opt_out: [],
    outside_window: [],
    lost: [],
    held_without_reason: [],
    strangers: [],
    unheard_of: [],
    owed_replies: 0,
    unread_texts: 0,
    rings_outside_window: [],
    rings_after_opt_out: [],
    rings_doubled: 0,
  });

  // It was a fortnight worth the name: trouble at every joint, and people of every kind.
  const { seen, queue } = report;
  expect(report.leads).toBe(60);
  expect(seen.texts_accepted).toBeGreaterThan(120);
  expect(seen.texts_inbound).toBeGreaterThan(20);
  expect(seen.opt_outs).toBeGreaterThan(5);
  expect(seen.rings).toBeGreaterThan(20);
  expect(seen.retried).toBeGreaterThan(0);
  expect(seen.held_rules['quiet_hours']).toBeGreaterThan(10);
  expect(Math.min(queue.dropped, queue.doubled, queue.late)).toBeGreaterThan(5);
}, 180_000);
