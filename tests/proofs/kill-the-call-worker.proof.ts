import { afterEach, expect, it } from '@jest/globals';
import { killTheCallWorker, PACE } from '../chaos/kill-the-call-worker.ts';
import { type Processes, startProcesses } from '../chaos/processes.ts';

const CALLS = 210;
const KILLS = 10;

let system: Processes | undefined;
afterEach(() => system?.stop());

it('a call worker that is killed again and again calls nobody twice, forgets nobody, and every word is written down', async () => {
  system = await startProcesses(PACE);
  const { calls, waiting } = await killTheCallWorker(system, { calls: CALLS, kills: KILLS });
  const figures = { proof: 'kill-the-call-worker', kills: KILLS, calls, waiting };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(calls + waiting).toBeGreaterThanOrEqual(CALLS);
});
