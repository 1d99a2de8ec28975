/** How far ahead work sits in the queue. Beyond that it is a row, and the sweep's business. */
export const NEAR_MS = 60_000;
