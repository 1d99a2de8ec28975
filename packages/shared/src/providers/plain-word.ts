/** An id or a vendor's word for something, for a log; undefined for whatever may be somebody's words. */
export function plainWord(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,50}$/.test(value) ? value : undefined;
}
