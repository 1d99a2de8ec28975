import { afterEach, expect, it, jest } from '@jest/globals';
import { closedHouse } from '../storms/closed-house.ts';
import { startTexting, type Texting } from './texting-world.ts';

jest.setTimeout(240_000);

let texting: Texting | undefined;
afterEach(() => texting?.house.stop());

const world = async (people: number) => {
  texting = await startTexting(people, { without: ['analyzer'] });
  return texting;
};

it('after the whole house was closed, nobody who wrote STOP meanwhile is texted or rung', async () => {
  const services = ['sms-worker', 'call-worker', 'api'] as const;
  const found = await closedHouse(await world(700), {
    leads: 4,
    down: services,
    // The workers are there first, and find everything due.
    up: services,
    downMs: 1_000,
  });
  expect(found).toMatchObject({ leads: 4, texts_after_refusal: 0, calls_after_refusal: 0 });
});

it('with only the api away, nobody who wrote STOP meanwhile is texted or rung', async () => {
  const found = await closedHouse(await world(720), {
    leads: 4,
    down: ['api'],
    up: ['api'],
    downMs: 8_000,
  });
  expect(found).toMatchObject({ leads: 4, texts_after_refusal: 0, calls_after_refusal: 0 });
});
