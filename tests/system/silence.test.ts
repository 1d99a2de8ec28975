import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULTS, startSilence } from './silence-trial.ts';

let silence: Awaited<ReturnType<typeof startSilence>>;
beforeAll(async () => {
  silence = await startSilence(3_000);
}, 180_000);
afterAll(() => silence.stop());

describe('who picks up and hears nothing, since what they would talk with has just gone', () => {
  it.each(FAULTS)(
    '(%s) is not counted as reached, and hears an apology or is called again',
    async (fault) => {
      const row = await silence.trial(fault, 2);
      expect(row).toMatchObject({ picked_up_in_vain: 2, rung_again: 2 });
      // From a model that is only mute an impatient person is gone before it is given up.
      if (fault !== 'model_mute') expect(row.told_by_the_carrier).toBe(2);
      expect(Object.values(row.zeros)).toEqual([0, 0, 0, 0]);
    },
  );
});
