import type { CarrierError } from '../../domain/texts/carrier-error.ts';
import { notSetUp } from '../not-set-up.ts';
import { SENDER, SENDER_EXPECTED } from '../twilio/sids.ts';
import { TWILIO_TEXT_ERRORS } from '../twilio/text-errors.ts';
import { TWILIO_TEXT_EVENTS } from '../twilio/text-events.ts';
import { createTwilioTexts, type TwilioTextsConfig } from '../twilio/texts.ts';
import type { TextErrors, TextEventReader, TextProvider } from './port.ts';

export type TextProvidersConfig = { twilio: TwilioTextsConfig };
/**
 * The adapter of the provider that a row names. Throws `provider_rejected` for one that is not set
 * up.
 */
export type TextProviderOf = (provider: string) => TextProvider;

/**
 * Retell only relays what leads wrote to it. Our answers leave through the carrier, which reports
 * it if it does not have the number.
 */
const CARRIER_OF: Record<string, string> = { retell: 'twilio' };
const carrierOf = (provider: string) => CARRIER_OF[provider] ?? provider;

const ERRORS: Record<string, TextErrors> = { twilio: TWILIO_TEXT_ERRORS };
/** The codes of a provider that this build does not know mean nothing. */
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

/** The codes that call for this, by provider. */
export function codesFor(next: CarrierError['next']): Record<string, string[]> {
  const names = [...Object.keys(ERRORS), ...Object.keys(CARRIER_OF)];
  return Object.fromEntries(names.map((name) => [name, textErrorsOf(name).codesFor(next)]));
}

const READERS: Record<string, TextEventReader> = { twilio: TWILIO_TEXT_EVENTS };

/** Throws `provider_rejected` for a provider that sends no events here. */
export function textEventsOf(provider: string): TextEventReader {
  const found = READERS[provider];
  if (found) return found;
  throw notSetUp(provider);
}

/** What a campaign may send from. */
export const CARRIER_SENDER = {
  pattern: SENDER,
  expected: SENDER_EXPECTED,
  description: 'An own number or a Messaging Service.',
};
