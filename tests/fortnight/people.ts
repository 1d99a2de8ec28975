import type { Dice } from './dice.ts';

/** Area codes from Halifax to Honolulu, and two whose states lie in two zones. */
const AREAS = [
  ['902', 'CA-NS'],
  ['212', 'US-NY'],
  ['850', 'US-FL'],
  ['312', 'US-IL'],
  ['615', 'US-TN'],
  ['303', 'US-CO'],
  ['602', 'US-AZ'],
  ['415', 'US-CA'],
  ['907', 'US-AK'],
  ['808', 'US-HI'],
] as const;
/** Those who live a story in texts, and about as many endings that have none: they never answer one. */
const STORIES = 40;
const FIRST_STORY = 30;
const NAMES = ['Dana', 'Lee', 'Ana', 'Omar', 'Kim', 'Sam', 'Ines', 'Noor'];

export type Person = {
  phone: string;
  name: string;
  region?: string;
  timezone?: string;
  arrivesAt: Date;
};

/**
 * So many leads, half of them with a story in texts and as many of each, spread over the zones, who
 * come in over so many days at any hour of the day or night. Some say where they live, some say an
 * hour that their number does not.
 */
export function invent(count: number, startAt: Date, days: number, dice: Dice): Person[] {
  return Array.from({ length: count }, (_, index): Person => {
    const round = Math.floor(index / STORIES);
    const [area, region] = AREAS[(index + round) % AREAS.length] ?? AREAS[0];
    const story = FIRST_STORY + (index % STORIES);
    const middle = 10 + Math.floor(round / AREAS.length) + (round % AREAS.length) * 9;
    return {
      phone: `+1${area}555${String(middle % 100).padStart(2, '0')}${story}`,
      name: NAMES[dice.below(NAMES.length)] ?? 'Dana',
      ...(dice.chance(0.3) ? { region } : {}),
      ...(dice.chance(0.1) ? { timezone: 'America/Los_Angeles' } : {}),
      arrivesAt: new Date(startAt.getTime() + dice.below(days * 86_400) * 1_000),
    };
  }).sort((a, b) => a.arrivesAt.getTime() - b.arrivesAt.getTime());
}
