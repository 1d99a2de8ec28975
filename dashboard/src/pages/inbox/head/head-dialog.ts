/** What the head asks about; `unread` asks nothing and is done by the thread. */
export type HeadDialog = 'close' | 'assign' | 'do_not_contact' | 'unread';
