import { count } from './settings.ts';

/** How many calls of ours may be on the line at once: read by what places calls and what reports them. */
export const lines = {
  MAX_CONCURRENT_CALLS: count(20, { max: 5_000 }),
};
