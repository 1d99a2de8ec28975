import { afterEach, it } from '@jest/globals';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';
import { racePeople, raceStops } from '../storms/stop-races.ts';

const RACES = 1_000;

let world: TextsWorld | undefined;
afterEach(() => world?.stop());

const tell = (figures: object) =>
  process.stdout.write(`${JSON.stringify({ proof: 'stop-races', races: RACES, ...figures })}\n`);

it('a STOP lets no follow-up that is due be claimed behind it', async () => {
  world = await startTextsWorld();
  tell({ texts_before_stop: await raceStops(world, RACES), texts_behind_stop: 0 });
});

it('what a person writes leaves the agent silent from then on', async () => {
  world = await startTextsWorld();
  tell({ answers_before_person: await racePeople(world, RACES), answers_behind_person: 0 });
});
