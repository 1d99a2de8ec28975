import { expect, it } from '@jest/globals';
import { lanesOf } from './lanes-of.ts';

const at = (s: number) => new Date(Date.parse('2026-12-01T10:00:00Z') + s * 1_000).toISOString();
const turn = (seq: number, s: number, more: object = {}) => ({
  ...{ id: seq, seq, role: (seq % 2 === 0 ? 'user' : 'assistant') as 'user' | 'assistant' },
  ...{ reply_ms: null, heard: true, generated: null, timestamp: at(s), ...more },
});
const call = { answered_at: at(0), ended_at: at(20) };

it('puts turns, delays, cut-ins and tools on the clock of the call', () => {
  const turns = [
    turn(1, 1),
    turn(2, 4),
    turn(3, 6, { reply_ms: 1_600, heard: false, generated: 'and more' }),
    turn(4, 9),
  ];
  const tools = [{ name: 'end_call', began_at: at(12), took_ms: 500, is_done: true }];
  expect(lanesOf(call, turns, tools)).toEqual({
    seconds: 20,
    agent: [
      { key: '1', seq: 1, from: 1, to: 4 },
      { key: '3', seq: 3, from: 6, to: 9 },
    ],
    lead: [
      { key: '2', seq: 2, from: 4, to: 6 },
      { key: '4', seq: 4, from: 9, to: 11 },
    ],
    delays: [{ key: '3', at: 6, ms: 1_600, isSlow: true }],
    cutIns: [{ key: '3', at: 9 }],
    tools: [
      { key: `end_call ${at(12)}`, from: 12, to: 12.5, words: 'Ended the call', isDone: true },
    ],
  });
});

it('has none for a call in which nothing was said', () => {
  expect(lanesOf(call, [turn(1, 1, { role: 'system' })], [])).toBeNull();
});
