/** What the head asks about. */
export type HeadDialog = 'close' | 'assign' | 'do_not_contact';
