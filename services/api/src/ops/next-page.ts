const HERE = 'http://here.invalid';

/** A page of ours to go on with; whatever else somebody wrote there leads to the first one. */
export function nextPage(next: unknown, first: string): string {
  if (typeof next !== 'string' || next.length > 500 || !URL.canParse(next, HERE)) return first;
  const { origin, pathname, search, hash } = new URL(next, HERE);
  // A path that begins with two slashes would be another host.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : first;
}
