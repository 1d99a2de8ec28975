/** What the account menu opens. */
export type AccountDialog = 'keys' | 'preferences';
