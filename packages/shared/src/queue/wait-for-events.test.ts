import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Verdict } from './run-worker.ts';
import { waitForEvents } from './wait-for-events.ts';

const NOW = new Date('2026-11-20T17:00:00Z');
const context = { log: pino({ enabled: false }), signal: new AbortController().signal, attempt: 1 };

function setup(waiting: () => Promise<number>) {
  const sent: string[] = [];
  const send = waitForEvents<string>(
    async (id): Promise<Verdict> => {
      sent.push(id);
      return { kind: 'done' };
    },
    { events: { size: waiting }, now: () => NOW },
  );
  return { sent, run: () => send('a', context) };
}

it('goes when no carrier event waits', async () => {
  const { sent, run } = setup(async () => 0);
  expect(await run()).toEqual({ kind: 'done' });
  expect(sent).toEqual(['a']);
});

it('waits a second for a carrier event that was not recorded yet, and checks again', async () => {
  const sizes = [2, 1, 0];
  const { sent, run } = setup(async () => sizes.shift() ?? 0);
  for (const _ of [1, 2]) {
    expect(await run()).toEqual({
      kind: 'snooze',
      until: new Date('2026-11-20T17:00:01Z'),
      reason: 'carrier events wait to be recorded',
    });
  }
  expect(sent).toEqual([]);
  await run();
  expect(sent).toEqual(['a']);
});

it('does not go when it is unknown whether carrier events wait', async () => {
  const { sent, run } = setup(() => Promise.reject(new Error('no Redis')));
  await expect(run()).rejects.toThrow('no Redis');
  expect(sent).toEqual([]);
});
