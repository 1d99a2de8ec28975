/** Part of every failure because something was not set up at a carrier, a vendor or a form. */
export const SEE_GOING_LIVE = 'What goes where is in docs/going-live.md.';
