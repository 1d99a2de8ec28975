export const INBOX_VIEWS = ['needs', 'mine', 'open', 'ended'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

/** What of the inbox stands in the address. */
export type InboxSearch = {
  view?: InboxView | undefined;
  q?: string | undefined;
  /** The id of the only campaign whose conversations are listed. */
  campaign?: string | undefined;
  /** The `seq` of the text that the thread is opened at. */
  at?: number | undefined;
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = INBOX_VIEWS.find((one) => one === search['view']);
  const { q, campaign, at } = search;
  return {
    ...(view ? { view } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(typeof campaign === 'string' && UUID.test(campaign) ? { campaign } : {}),
    ...(typeof at === 'number' && Number.isInteger(at) && at > 0 ? { at } : {}),
  };
}
