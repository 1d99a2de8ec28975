import { expect, it } from '@jest/globals';
import { FAULTS, startSilence } from '../system/silence-trial.ts';

const CALLS = 20;

it('model, gateway, api and database away, each as people pick up: nobody counts as reached', async () => {
  const silence = await startSilence(15_000);
  const rows = [];
  try {
    for (const fault of FAULTS) rows.push(await silence.trial(fault, CALLS));
  } finally {
    await silence.stop();
  }
  process.stderr.write(`${JSON.stringify(rows)}\n`);
  for (const { picked_up_in_vain, rung_again, zeros } of rows) {
    expect(picked_up_in_vain).toBe(CALLS);
    expect(rung_again).toBe(CALLS);
    expect(Object.values(zeros)).toEqual([0, 0, 0, 0]);
  }
});
