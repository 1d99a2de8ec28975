import { notSetUp } from '../not-set-up.ts';
import { createRetellCalls, RETELL_CALL_WORDS } from '../retell/calls.ts';
import { TWILIO_CALL_EVENTS } from '../twilio/call-events.ts';
import { TWILIO_CALL_WORDS } from '../twilio/call-words.ts';
import { createTwilioCalls, type TwilioCallsConfig } from '../twilio/calls.ts';
import { CALL_SID, CALL_SID_EXPECTED } from '../twilio/sids.ts';
import type { CallEventReader, CallProvider, CallWords } from './port.ts';

export type CallProvidersConfig = { twilio: TwilioCallsConfig };
/**
 * The adapter of the provider that a row names. Throws `provider_rejected` for one that is not set
 * up.
 */
export type CallProviderOf = (provider: string) => CallProvider;

export function createCallProviders(config: CallProvidersConfig): CallProviderOf {
  const providers: Record<string, CallProvider> = {
    twilio: createTwilioCalls(config.twilio),
    retell: createRetellCalls(),
  };
  return (provider) => {
    const found = providers[provider];
    if (found) return found;
    throw notSetUp(provider);
  };
}

const WORDS: Record<string, CallWords> = { twilio: TWILIO_CALL_WORDS, retell: RETELL_CALL_WORDS };
/** The words of a provider that this build does not know mean nothing. */
const NO_WORDS: CallWords = {
  isMachine: () => false,
  isHuman: () => false,
  isBadNumber: () => false,
  hasOwnVoice: true,
};

export const callWordsOf = (provider: string): CallWords => WORDS[provider] ?? NO_WORDS;

const READERS: Record<string, CallEventReader> = { twilio: TWILIO_CALL_EVENTS };

/** Throws `provider_rejected` for a provider that sends no events here. */
export function callEventsOf(provider: string): CallEventReader {
  const found = READERS[provider];
  if (found) return found;
  throw notSetUp(provider);
}

/** The names of calls that can be looked up at the carrier. */
export const CARRIER_CALL_SID = { pattern: CALL_SID, expected: CALL_SID_EXPECTED };
