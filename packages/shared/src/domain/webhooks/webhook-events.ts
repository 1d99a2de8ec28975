/**
 * What an endpoint may subscribe to. A new event is a line here and a `private.tell_webhooks` in
 * SQL.
 */
export const WEBHOOK_EVENTS = {
  'conversation.needs_person':
    'A person is needed: the lead or the agent asked for one, or the agent may not answer.',
  person_needed:
    'Somebody begins to need a person, as the inbox lists it: handed over, unclear, a text failed for good, a call asks for a person, or an analysis that nobody could make. Once for each need.',
} as const;

export const WEBHOOK_EVENT_NAMES = Object.keys(WEBHOOK_EVENTS) as WebhookEvent[];
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** What may be sent of a person besides ids, if the operator enables it. */
export const WEBHOOK_EXTRAS = ['lead_name', 'lead_phone', 'summary'] as const;
export type WebhookExtra = (typeof WEBHOOK_EXTRAS)[number];
