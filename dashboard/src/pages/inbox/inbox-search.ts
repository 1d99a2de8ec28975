export const INBOX_VIEWS = ['needs', 'mine', 'open', 'ended'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** What of the inbox stands in the address. */
export type InboxSearch = { view?: InboxView | undefined; q?: string | undefined };

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = INBOX_VIEWS.find((one) => one === search['view']);
  const q = search['q'];
  return { ...(view ? { view } : {}), ...(typeof q === 'string' && q !== '' ? { q } : {}) };
}
