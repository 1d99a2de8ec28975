/** A claim of an analysis that no words prove, as it can be read. */
export function droppedWords(claim: unknown): string {
  if (typeof claim === 'string') return `“${claim}”`;
  if (typeof claim !== 'object' || claim === null) return String(claim);
  const { field, value, quote } = claim as Record<string, unknown>;
  const named = [field, value].filter((part) => part !== undefined && part !== null).join(': ');
  return `“${named || String(quote ?? '')}”`.replaceAll('_', ' ');
}
