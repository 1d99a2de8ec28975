import type { CarrierError } from '../../domain/texts/carrier-error.ts';
import { notSetUp } from '../not-set-up.ts';
import { SENDER, SENDER_EXPECTED } from '../twilio/sids.ts';
import { TWILIO_TEXT_ERRORS } from '../twilio/text-errors.ts';
import { TWILIO_TEXT_NEWS } from '../twilio/text-news.ts';
import { createTwilioTexts, type TwilioTextsConfig } from '../twilio/texts.ts';
import type { TextErrors, TextNewsReader, TextProvider } from './port.ts';

export type TextProvidersConfig = { twilio: TwilioTextsConfig };
/** The provider that a row names, as an adapter. Throws `provider_rejected` for one that is not set up. */
export type TextProviderOf = (provider: string) => TextProvider;

/**
 * Retell only relays what leads wrote to it. What we answer leaves through the carrier, which says so
 * itself if it does not have the number.
 */
const CARRIER_OF: Record<string, string> = { retell: 'twilio' };
const carrierOf = (provider: string) => CARRIER_OF[provider] ?? provider;

const ERRORS: Record<string, TextErrors> = { twilio: TWILIO_TEXT_ERRORS };
/** Of a provider that this build does not know no number says anything. */
const NO_ERRORS: TextErrors = {
  meaningOf: () => ({ next: 'give_up' }),
  codesFor: () => [],
  isForeignSender: () => false,
};

export function createTextProviders(config: TextProvidersConfig): TextProviderOf {
  const providers: Record<string, TextProvider> = { twilio: createTwilioTexts(config.twilio) };
  return (provider) => {
    const found = providers[carrierOf(provider)];
    if (found) return found;
    throw notSetUp(provider);
  };
}

export const textErrorsOf = (provider: string): TextErrors =>
  ERRORS[carrierOf(provider)] ?? NO_ERRORS;

/** By each provider that a row may name, its codes that call for this. */
export function codesFor(next: CarrierError['next']): Record<string, string[]> {
  const names = [...Object.keys(ERRORS), ...Object.keys(CARRIER_OF)];
  return Object.fromEntries(names.map((name) => [name, textErrorsOf(name).codesFor(next)]));
}

const NEWS: Record<string, TextNewsReader> = { twilio: TWILIO_TEXT_NEWS };

/** Throws `provider_rejected` for a provider that tells nothing here. */
export function textNewsOf(provider: string): TextNewsReader {
  const found = NEWS[provider];
  if (found) return found;
  throw notSetUp(provider);
}

/** What a campaign may send from. */
export const CARRIER_SENDER = {
  pattern: SENDER,
  expected: SENDER_EXPECTED,
  description: 'A number of ours or a Messaging Service.',
};
