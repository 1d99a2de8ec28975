export const CALL_VIEWS = [
  'all',
  'in_progress',
  'scheduled',
  'held',
  'completed',
  'busy',
  'no_answer',
  'failed',
  'canceled',
] as const;
export type CallView = (typeof CALL_VIEWS)[number];

/** What of the list of calls stands in the address. */
export type CallsSearch = { view?: string | undefined; outcome?: string | undefined };

export function readCallsSearch(search: Record<string, unknown>): CallsSearch {
  const text = (name: string) => (typeof search[name] === 'string' ? { [name]: search[name] } : {});
  return { ...text('view'), ...text('outcome') };
}
