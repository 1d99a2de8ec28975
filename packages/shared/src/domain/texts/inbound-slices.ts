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

/** Whether an api takes in webhooks: since when without a gap, and when one last said so. */
export type InboundDoor = { openSince: Date; seenAt: Date };

/** The api says so twice a second, each second where nothing happens. */
const AWAY_AFTER_MS = 2_500;
const LOOK_EVERY_MS = MINUTE;
/** While nobody else hears what leads write. */
const LOOK_ALONE_EVERY_MS = 5_000;

const isAway = (door: InboundDoor | null, now: Date): boolean =>
  door !== null && now.getTime() - door.seenAt.getTime() > AWAY_AFTER_MS;

/**
 * Up to when the list is to be read: a webhook has a minute to come by itself. What was written
 * before the api opened its door has none, and while the api is away nothing has.
 */
export function lookUpTo(door: InboundDoor | null, now: Date): Date {
  if (isAway(door, now)) return now;
  const asEver = now.getTime() - WEBHOOK_HAS_MS;
  const opened = Math.min(now.getTime(), door?.openSince.getTime() ?? 0);
  return new Date(Math.max(asEver, opened));
}

/** Whether to look now: each minute, more often while the api is away, and at once when it is back. */
export function isLookDue(
  { lookedUntil, lookedAt, door }: { lookedUntil: Date; lookedAt: Date; door: InboundDoor | null },
  now: Date,
): boolean {
  const agoMs = now.getTime() - lookedAt.getTime();
  if (isAway(door, now)) return agoMs >= LOOK_ALONE_EVERY_MS;
  return agoMs >= LOOK_EVERY_MS || (door !== null && lookedUntil < door.openSince);
}

/** What of the carrier's list is to be read now, the oldest first, and whether some is out of reach. */
export function inboundSlices(
  lookedUntil: Date,
  now: Date,
  upTo: Date = lookUpTo(null, now),
): { slices: Slice[]; outOfReachMs: number } {
  const until = upTo.getTime();
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
