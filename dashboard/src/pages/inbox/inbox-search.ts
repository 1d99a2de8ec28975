export const INBOX_VIEWS = ['needs', 'mine', 'open', 'ended'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** What of the inbox stands in the address. */
export type InboxSearch = {
  view?: InboxView | undefined;
  q?: string | undefined;
  /** The `seq` of the text that the thread is opened at. */
  at?: number | undefined;
};

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = INBOX_VIEWS.find((one) => one === search['view']);
  const { q, at } = search;
  return {
    ...(view ? { view } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(typeof at === 'number' && Number.isInteger(at) && at > 0 ? { at } : {}),
  };
}
