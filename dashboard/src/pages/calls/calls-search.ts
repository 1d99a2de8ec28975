/** What of the list of calls stands in the address. */
export type CallsSearch = { view?: string | undefined; q?: string | undefined };

export function readCallsSearch(search: Record<string, unknown>): CallsSearch {
  const text = (name: string) => (typeof search[name] === 'string' ? { [name]: search[name] } : {});
  return { ...text('view'), ...text('q') };
}
