import { afterEach, describe, expect, it } from '@jest/globals';
import { closedSystem } from '../storms/closed-system.ts';
import { startTexting, type Texting } from '../system/texting-world.ts';

let texting: Texting | undefined;
afterEach(() => texting?.system.stop());

const WORKERS_FIRST = ['sms-worker', 'call-worker', 'api'] as const;
const STORMS = [
  ['the whole system', WORKERS_FIRST, 20],
  ['the api alone', ['api'], 30],
] as const;

describe.each(STORMS)('%s is down for 63 seconds', (what, services, leads) => {
  it('and nobody who wrote STOP meanwhile is texted or rung', async () => {
    texting = await startTexting(700, {
      without: ['analyzer'],
      settings: { MAX_CONCURRENT_CALLS: '100' },
    });
    const found = await closedSystem(texting, {
      leads,
      down: services,
      up: services,
      downMs: 63_000,
    });
    process.stdout.write(`${JSON.stringify({ proof: 'closed-system', what, ...found })}\n`);
    expect(found).toMatchObject({ texts_after_refusal: 0, calls_after_refusal: 0 });
  });
});
