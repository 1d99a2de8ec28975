/** A version for the next migration, out of the time in UTC; later than the newest in any case. */
export function nextVersion(now: Date, newest: string | undefined): string {
  const version = now
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '');
  return newest === undefined || version > newest ? version : String(BigInt(newest) + 1n);
}
