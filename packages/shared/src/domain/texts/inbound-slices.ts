const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a webhook has to come by itself; its one repetition is over by then. */
export const WEBHOOK_HAS_MS = MINUTE;
/** Read again each time: a text may enter the list later than it was written. */
export const OVERLAP_MS = 10 * MINUTE;
/** After an outage no older texts than this are read. Older ones stay lost. */
export const FARTHEST_MS = 7 * 24 * HOUR;
const SLICE_MS = HOUR;
/** The rest waits for the next poll, a minute later. */
const MOST_SLICES = 12;

export type Slice = { since: Date; until: Date };

/** Whether an api takes in webhooks: since when without a gap, and when it last said so. */
export type InboundHeartbeat = { openSince: Date; seenAt: Date };

/** The api's heartbeat comes twice a second, and once a second when idle. */
const AWAY_AFTER_MS = 2_500;
const LOOK_EVERY_MS = MINUTE;
/** While no api receives what leads write. */
const LOOK_ALONE_EVERY_MS = 5_000;

const isAway = (heartbeat: InboundHeartbeat | null, now: Date): boolean =>
  heartbeat !== null && now.getTime() - heartbeat.seenAt.getTime() > AWAY_AFTER_MS;

/**
 * Up to when the list is to be read: a webhook has a minute to come by itself. A text written
 * before the api took in webhooks, or while it was unavailable, gets none.
 */
export function pollUpTo(heartbeat: InboundHeartbeat | null, now: Date): Date {
  if (isAway(heartbeat, now)) return now;
  const asEver = now.getTime() - WEBHOOK_HAS_MS;
  const opened = Math.min(now.getTime(), heartbeat?.openSince.getTime() ?? 0);
  return new Date(Math.max(asEver, opened));
}

/**
 * Whether to poll now: each minute, more often while the api is unavailable, and at once when it is
 * back.
 */
export function isPollDue(
  {
    lookedUntil,
    lookedAt,
    heartbeat,
  }: { lookedUntil: Date; lookedAt: Date; heartbeat: InboundHeartbeat | null },
  now: Date,
): boolean {
  const agoMs = now.getTime() - lookedAt.getTime();
  if (isAway(heartbeat, now)) return agoMs >= LOOK_ALONE_EVERY_MS;
  return agoMs >= LOOK_EVERY_MS || (heartbeat !== null && lookedUntil < heartbeat.openSince);
}

/**
 * Which slices of the carrier's list are to be read now, the oldest first, and whether some are out
 * of reach.
 */
export function inboundSlices(
  lookedUntil: Date,
  now: Date,
  upTo: Date = pollUpTo(null, now),
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
