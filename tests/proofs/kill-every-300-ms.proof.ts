import { afterEach, expect, it } from '@jest/globals';
import { killEvery300Ms } from '../chaos/kill-every-300-ms.ts';
import { type Processes, startProcesses } from '../chaos/processes.ts';

const TEXTS = 500;

let system: Processes | undefined;
afterEach(() => system?.stop());

it('no sms worker lives for longer than 300 ms: nobody is texted twice, nobody is forgotten', async () => {
  system = await startProcesses({ TEXTS_PER_SECOND: '100' });
  const { kills, texts, waiting } = await killEvery300Ms(system, TEXTS);
  const figures = { proof: 'kill-every-300-ms', kills, texts, waiting };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(texts + waiting).toBe(TEXTS);
});
