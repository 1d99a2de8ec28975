/**
 * The life of a picture or file of a text. `pending`: it is still being fetched, or uploaded;
 * `deleted`: it was kept, and its retention is over.
 */
export const MEDIA_STATES = ['pending', 'kept', 'failed', 'deleted'] as const;
export type MediaState = (typeof MEDIA_STATES)[number];

/**
 * Why one is not kept. `gone`: the carrier no longer has it; `unreachable`: it could not be fetched
 * for more than an hour; `refused`: its address is none of the carrier's.
 */
export const MEDIA_FAULTS = ['too_large', 'gone', 'unreachable', 'refused'] as const;
export type MediaFault = (typeof MEDIA_FAULTS)[number];
