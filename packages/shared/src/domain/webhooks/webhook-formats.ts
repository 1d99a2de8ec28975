/**
 * How a webhook is written: `signed` as JSON {type, timestamp, data} for programs; the others as a message
 * for people, in the form that an incoming webhook of that product takes.
 */
export const WEBHOOK_FORMATS = ['signed', 'slack', 'teams'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];
