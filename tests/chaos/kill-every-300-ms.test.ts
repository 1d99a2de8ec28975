import { afterEach, expect, it } from '@jest/globals';
import { killEvery300Ms } from './kill-every-300-ms.ts';
import { type Processes, startProcesses } from './processes.ts';

// The short version of the proof `kill-every-300-ms`.
const TEXTS = 40;

let system: Processes | undefined;
afterEach(() => system?.stop());

it('no sms worker lives for longer than 300 ms: nobody is texted twice, nobody is forgotten', async () => {
  system = await startProcesses({ TEXTS_PER_SECOND: '10' });
  const { texts, waiting } = await killEvery300Ms(system, TEXTS);
  expect(texts + waiting).toBe(TEXTS);
}, 600_000);
