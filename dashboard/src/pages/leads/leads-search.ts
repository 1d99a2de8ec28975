/** What of the list of leads stands in the address. */
export type LeadsSearch = { view?: string | undefined; q?: string | undefined };

export function readLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  const text = (name: string) => (typeof search[name] === 'string' ? { [name]: search[name] } : {});
  return { ...text('view'), ...text('q') };
}
