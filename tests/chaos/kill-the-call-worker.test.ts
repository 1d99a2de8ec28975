import { afterEach, expect, it } from '@jest/globals';
import { killTheCallWorker, PACE } from './kill-the-call-worker.ts';
import { type Processes, startProcesses } from './processes.ts';

// The short version of the proof `kill-the-call-worker`.
const CALLS = 63;
const KILLS = 3;

let system: Processes | undefined;
afterEach(() => system?.stop());

it('a call worker that is killed again and again calls nobody twice, forgets nobody, and every word is written down', async () => {
  system = await startProcesses(PACE);
  const { calls, waiting } = await killTheCallWorker(system, { calls: CALLS, kills: KILLS });
  expect(calls + waiting).toBeGreaterThanOrEqual(CALLS);
}, 420_000);
