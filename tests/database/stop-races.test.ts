import { afterEach, it } from '@jest/globals';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';
import { racePeople, raceStops } from '../storms/stop-races.ts';

// The short version of the proof `stop-races`.
const RACES = 100;

let world: TextsWorld | undefined;
afterEach(() => world?.stop());

it('a STOP lets no follow-up that is due be claimed behind it', async () => {
  world = await startTextsWorld();
  await raceStops(world, RACES);
});

it('what a person writes leaves the agent silent from then on', async () => {
  world = await startTextsWorld();
  await racePeople(world, RACES);
});
