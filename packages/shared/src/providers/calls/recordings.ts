import type { TwilioAccount } from '../twilio/client.ts';
import { createTwilioRecordings } from '../twilio/recordings.ts';
import type { Recordings } from './port.ts';

export type RecordingsConfig = { twilio: TwilioAccount };
/**
 * Null: the provider keeps the recording for itself, and the call's `recording_url` names its
 * address.
 */
export type RecordingsOf = (provider: string) => Recordings | null;

export function createRecordings(config: RecordingsConfig): RecordingsOf {
  const known: Record<string, Recordings> = { twilio: createTwilioRecordings(config.twilio) };
  return (provider) => known[provider] ?? null;
}
