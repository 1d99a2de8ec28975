/** The same as plain JSON, for a decision record. */
export function plainly(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, one instanceof Date ? one.toISOString() : one]),
  );
}
