import { expect, it } from '@jest/globals';
import { talkOf } from './talk.ts';

const turn = (reply_ms: number | null, heard = true) => ({
  ...{ role: 'assistant' as const, timestamp: '2026-12-01T10:00:00Z', reply_ms, heard },
  generated: heard ? null : 'more',
});

it.each([
  [[], { medianMs: null, longestMs: null, cutIns: 0 }],
  [[turn(null), turn(700)], { medianMs: 700, longestMs: 700, cutIns: 0 }],
  [[turn(900), turn(500), turn(1_600, false)], { medianMs: 900, longestMs: 1_600, cutIns: 1 }],
  [[turn(400), turn(800)], { medianMs: 600, longestMs: 800, cutIns: 0 }],
])('%j: %j', (turns, talk) => {
  expect(talkOf(turns)).toEqual(talk);
});
