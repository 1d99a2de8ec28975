import { afterEach, expect, it, jest } from '@jest/globals';
import { closedSystem } from '../storms/closed-system.ts';
import { startTexting, type Texting } from './texting-world.ts';

jest.setTimeout(240_000);

let texting: Texting | undefined;
afterEach(() => texting?.system.stop());

const world = async (people: number) => {
  texting = await startTexting(people, { without: ['analyzer'] });
  return texting;
};

it('after the whole system was closed, nobody who wrote STOP meanwhile is texted or rung', async () => {
  const services = ['sms-worker', 'call-worker', 'api'] as const;
  const found = await closedSystem(await world(700), {
    leads: 4,
    down: services,
    // The workers are there first, and find everything due.
    up: services,
    downMs: 1_000,
  });
  expect(found).toMatchObject({ leads: 4, texts_after_refusal: 0, calls_after_refusal: 0 });
});

it('with only the api away, nobody who wrote STOP meanwhile is texted or rung', async () => {
  const found = await closedSystem(await world(720), {
    leads: 4,
    down: ['api'],
    up: ['api'],
    downMs: 8_000,
  });
  expect(found).toMatchObject({ leads: 4, texts_after_refusal: 0, calls_after_refusal: 0 });
});
