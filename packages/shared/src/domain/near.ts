/** How far ahead jobs are put into the queue. Later work is a row that the sweep finds. */
export const NEAR_MS = {
  calls: 60_000,
  texts: 5_000,
  /** A call or text that is requested at the API gets its job in the same request. */
  orders: 15 * 60_000,
} as const;

export function isNear(kind: keyof typeof NEAR_MS, dueAt: Date, now: Date): boolean {
  return dueAt.getTime() - now.getTime() <= NEAR_MS[kind];
}
