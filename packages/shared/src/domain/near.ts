/** How far ahead work sits in the queue. Beyond that it is a row, and the sweep's business. */
export const NEAR_MS = { calls: 60_000, texts: 5_000 } as const;
