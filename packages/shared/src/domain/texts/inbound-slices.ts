const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A webhook has so long to come by itself; its one repetition is over by then. */
export const WEBHOOK_HAS_MS = MINUTE;
/** Looked at again each time: a list may know a text later than it was written. */
export const OVERLAP_MS = 10 * MINUTE;
/** After an outage it is looked back no further than this. What is older stays lost. */
export const FARTHEST_MS = 7 * 24 * HOUR;
const SLICE_MS = HOUR;
/** The rest waits for the next look, a minute later. */
const MOST_SLICES = 12;

export type Slice = { since: Date; until: Date };

/** What of the carrier's list is to be read now, the oldest first, and whether some is out of reach. */
export function inboundSlices(
  lookedUntil: Date,
  now: Date,
): { slices: Slice[]; outOfReachMs: number } {
  const until = now.getTime() - WEBHOOK_HAS_MS;
  const farthest = now.getTime() - FARTHEST_MS;
  const wished = Math.min(lookedUntil.getTime(), until) - OVERLAP_MS;
  const slices: Slice[] = [];
  for (
    let since = Math.max(wished, farthest);
    since < until && slices.length < MOST_SLICES;
    since += SLICE_MS
  ) {
    slices.push({ since: new Date(since), until: new Date(Math.min(since + SLICE_MS, until)) });
  }
  return { slices, outOfReachMs: Math.max(0, farthest - wished) };
}
