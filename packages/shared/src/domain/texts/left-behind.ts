/**
 * A text that arrived so long ago and is not recorded yet was left behind by its api, and sms-worker
 * records it. An api that runs does it sooner. SQL has the same time in `work_due`.
 */
export const LEFT_BEHIND_MS = 5_000;
