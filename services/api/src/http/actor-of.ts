import type { Actor } from '@ringback/shared/db/access/activity.ts';
import type { Caller } from './route.ts';

/** Whoever asks, as one who acts. */
export const actorOf = ({ id, kind, name }: Caller): Actor => ({ id, kind, name });
