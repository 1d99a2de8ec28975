import { expect, it } from '@jest/globals';
import { SWITCHES } from '@ringback/shared/events/text-rows.ts';
import { switchWords } from './switches.ts';

it.each(SWITCHES)('%s has words of its own', (name) => {
  expect(switchWords(name).off).not.toContain(name);
});

it('shows a switch of a newer server as it is named there', () => {
  expect(switchWords('stop_faxes').on).toBe('“stop_faxes” is on');
});
