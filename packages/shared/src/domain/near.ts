/** How far ahead work sits in the queue. Beyond that it is a row, and the sweep's business. */
export const NEAR_MS = {
  calls: 60_000,
  texts: 5_000,
  /** A call or text that the API is asked for gets its job along with the answer. */
  orders: 15 * 60_000,
} as const;

export function isNear(kind: keyof typeof NEAR_MS, dueAt: Date, now: Date): boolean {
  return dueAt.getTime() - now.getTime() <= NEAR_MS[kind];
}
