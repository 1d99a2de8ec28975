import { retellFacts } from './retell/news.ts';
import { twilioFacts } from './twilio/news-facts.ts';

/** What a log may contain of a webhook: ids and statuses, nothing about a person. */
export type NewsFacts = {
  callSid?: string | undefined;
  messageSid?: string | undefined;
  status?: string | undefined;
};

const FACTS: Record<string, (form: Record<string, unknown>) => NewsFacts> = {
  twilio: twilioFacts,
  retell: retellFacts,
};

export const newsFactsOf = (provider: string, form: Record<string, unknown>): NewsFacts =>
  FACTS[provider]?.(form) ?? {};
