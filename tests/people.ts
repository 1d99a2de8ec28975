import { daytimeZone, nightZone } from '@ringback/scripts/up/daytime.ts';

/** Area codes whose 555 numbers are set aside for stories. */
const AREA_CODES = ['202', '212', '303', '312', '404', '415', '503', '602', '617', '702'];

/**
 * A number that lives the story with these two last digits, and that no other in this list has.
 * `+1 202 555 10xx`: the two digits before the story count up.
 */
export function numberWithStory(digits: string, index: number): string {
  const area = AREA_CODES[Math.floor(index / 90) % AREA_CODES.length];
  return `+1${area}555${String(10 + (index % 90))}${digits}`;
}

/** A zone where people may be called at this moment, whatever the hour is here. */
export const awake = () => daytimeZone(new Date());

/** A zone where it is night at this moment, so that nobody there may be called. */
export const asleep = () => nightZone(new Date());
