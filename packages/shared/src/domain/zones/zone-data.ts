import { offsetMsAt } from './offsets.ts';

const HOUR = 3_600_000;
const DECEMBER = Date.UTC(2026, 11, 15, 12);

let answer: boolean | undefined;

/**
 * Whether this runtime knows that British Columbia and Alberta stopped changing clocks in 2026.
 * Older data is an hour wrong there in winter, so that calls would be placed too late in the
 * evening.
 */
export function zoneDataIsCurrent(): boolean {
  answer ??=
    offsetMsAt('America/Vancouver', DECEMBER) === -7 * HOUR &&
    offsetMsAt('America/Edmonton', DECEMBER) === -6 * HOUR;
  return answer;
}
