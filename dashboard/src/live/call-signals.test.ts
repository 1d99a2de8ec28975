import { expect, it } from '@jest/globals';
import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { createCallSignals, SILENT_MS } from './call-signals.ts';

const signal = (callId: string, cutIns: number): CallSignal => ({
  ...{ call_id: callId, speaker: 'lead', since: '2026-12-01T10:00:00Z' },
  ...{ words: null, tool: null, reply_ms: null, cut_ins: cutIns },
});

function setup() {
  const frames: (() => void)[] = [];
  const timers = new Set<() => void>();
  const signals = createCallSignals(
    (run) => frames.push(run),
    (run, ms) => {
      expect(ms).toBe(SILENT_MS);
      timers.add(run);
      return () => timers.delete(run);
    },
  );
  const told: Record<string, number> = {};
  const watch = (id: string) =>
    signals.subscribe(id, () => {
      told[id] = (told[id] ?? 0) + 1;
    });
  return { signals, frames, timers, told, watch, frame: () => frames.shift()?.() };
}

it('tells once a frame, the newest, and only the part that shows the call', () => {
  const { signals, frames, told, watch, frame } = setup();
  watch('a');
  watch('b');
  signals.hear([signal('a', 1), signal('a', 2)]);
  signals.hear([signal('a', 3)]);
  expect([frames.length, told]).toEqual([1, {}]);
  frame();
  expect(told).toEqual({ a: 1 });
  expect(signals.of('a')).toMatchObject({ cut_ins: 3 });
  expect(signals.of('b')).toBeNull();
});

it('forgets a call of which nothing more is heard, and tells nobody who has left', () => {
  const { signals, timers, told, watch, frame } = setup();
  const leave = watch('a');
  signals.hear([signal('a', 1)]);
  frame();
  signals.hear([signal('a', 2)]);
  frame();
  expect(timers.size).toBe(1);
  leave();
  for (const run of [...timers]) run();
  expect(signals.of('a')).toBeNull();
  expect(told).toEqual({ a: 2 });
});
