import type { Redis } from 'ioredis';
import { type Backlog, createBacklog } from './backlog.ts';

/** Where the api keeps what carriers told it while the database was away. */
export const NEWS_SPOOL = 'spool';

/** How much of it waits to be told. The api fills and empties it; whoever contacts leads looks. */
export const createNewsSpool = (redis: Redis, prefix: string): Pick<Backlog, 'size'> =>
  createBacklog(redis, `${prefix}:${NEWS_SPOOL}`);
