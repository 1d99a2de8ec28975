import { expect, it } from '@jest/globals';
import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { createSignals } from './signals.ts';

const QUIET = {
  ...{ isLeadSpeaking: false, isAgentHeard: false, words: null, reply_ms: null, cut_ins: 0 },
};

function setup() {
  const told: (CallSignal | { over: string })[] = [];
  let nowMs = 0;
  const signals = createSignals(
    (one) => told.push(one),
    'call',
    () => new Date(nowMs),
  );
  const tick = (state: Partial<Parameters<typeof signals.tick>[0]>, atMs: number) => {
    nowMs = atMs;
    signals.tick({ ...QUIET, ...state }, atMs);
  };
  return { told, signals, tick };
}

it('tells who speaks and since when, and nothing twice', () => {
  const { told, tick } = setup();
  tick({ isAgentHeard: true }, 1_000);
  tick({ isAgentHeard: true }, 1_250);
  tick({ isAgentHeard: true, isLeadSpeaking: true, cut_ins: 1 }, 1_500);
  tick({}, 1_750);
  expect(told).toMatchObject([
    { speaker: 'agent', since: '1970-01-01T00:00:01.000Z', cut_ins: 0 },
    { speaker: 'lead', since: '1970-01-01T00:00:01.500Z', cut_ins: 1 },
    { speaker: 'nobody', since: '1970-01-01T00:00:01.750Z' },
  ]);
});

it('tells at most four a second, and the newest of what it left out', () => {
  const { told, tick } = setup();
  for (let ms = 0; ms < 1_000; ms += 10) {
    tick({ words: { role: 'user', text: `word ${ms}` } }, ms);
  }
  expect(told).toHaveLength(4);
  tick({ words: { role: 'user', text: 'the last' } }, 1_300);
  expect(told.at(-1)).toMatchObject({ words: { text: 'the last' } });
});

it('tells the same again for whoever came later, and the end of long words', () => {
  const { told, tick } = setup();
  const words = { role: 'assistant' as const, text: `${'a'.repeat(500)} end` };
  tick({ words }, 0);
  tick({ words }, 4_000);
  tick({ words }, 5_000);
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({ words: { text: `${'a'.repeat(396)} end` } });
});

it('names the tool that runs, and tells that the call is over', () => {
  const { told, signals, tick } = setup();
  signals.toolBegan('book_appointment');
  tick({}, 0);
  signals.toolEnded('book_appointment');
  tick({ reply_ms: 612.4 }, 300);
  signals.over();
  expect(told).toMatchObject([
    { tool: { name: 'book_appointment', is_running: true } },
    { tool: { name: 'book_appointment', is_running: false }, reply_ms: 612 },
    { over: 'call' },
  ]);
});
