/**
 * unknown: the carrier or the mail server may have it. dropped: the need ended first, or there is no
 * way to the colleague. dead: given up.
 */
export const NOTIFICATION_STATUSES = [
  'pending',
  'sending',
  'unknown',
  'sent',
  'dropped',
  'dead',
] as const;

/** Those of which there will be an attempt. */
export const OPEN_NOTIFICATIONS = NOTIFICATION_STATUSES.slice(0, 3);
