import { retellFacts } from './retell/webhook.ts';
import { twilioFacts } from './twilio/event-facts.ts';

/** What a log may contain of a webhook: ids and statuses, nothing about a person. */
export type EventFacts = {
  callSid?: string | undefined;
  messageSid?: string | undefined;
  status?: string | undefined;
};

const FACTS: Record<string, (form: Record<string, unknown>) => EventFacts> = {
  twilio: twilioFacts,
  retell: retellFacts,
};

export const eventFactsOf = (provider: string, form: Record<string, unknown>): EventFacts =>
  FACTS[provider]?.(form) ?? {};
