/**
 * An id or a vendor's word for something, for a log; undefined for anything that may be a person's
 * words.
 */
export function plainWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,50}$/.test(value) ? value : undefined;
}
