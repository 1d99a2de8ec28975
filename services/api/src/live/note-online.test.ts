import { expect, it } from '@jest/globals';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createNoteOnline } from './note-online.ts';

const log = createLogger({ service: 'test', level: 'silent' });

function setup(fails = false) {
  const noted: string[][] = [];
  const clock = { seconds: 0 };
  const noteOnline = createNoteOnline({
    noteSeen: async (ids) => {
      noted.push(ids);
      if (fails) throw new Error('away');
      return ids.length;
    },
    log,
    now: () => new Date(clock.seconds * 1_000),
  });
  const at = (seconds: number, ...ids: string[]) => {
    clock.seconds = seconds;
    noteOnline(new Set(ids));
  };
  return { at, noted };
}

it('writes down an open page every half minute, and a new one at once', () => {
  const { at, noted } = setup();
  at(0, 'ana');
  at(5, 'ana');
  at(10, 'ana', 'ben');
  at(31, 'ana', 'ben');
  at(35);
  expect(noted).toEqual([['ana'], ['ben'], ['ana']]);
});

it('tries again where the database did not answer', async () => {
  const { at, noted } = setup(true);
  at(0, 'ana');
  await Promise.resolve();
  await Promise.resolve();
  at(5, 'ana');
  expect(noted).toEqual([['ana'], ['ana']]);
});
