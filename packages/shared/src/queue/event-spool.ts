import type { Redis } from 'ioredis';
import { type Backlog, createBacklog } from './backlog.ts';

/** Where the api keeps carrier events during a database outage. */
export const EVENT_SPOOL = 'spool';

/**
 * How many of them were not recorded yet. The api fills and empties it; processes that contact
 * leads check it.
 */
export const createEventSpool = (redis: Redis, prefix: string): Pick<Backlog, 'size'> =>
  createBacklog(redis, `${prefix}:${EVENT_SPOOL}`);
