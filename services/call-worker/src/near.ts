import { NEAR_MS as NEAR } from '@ringback/shared/domain/near.ts';

/** How far ahead a call sits in the queue. */
export const NEAR_MS = NEAR.calls;
