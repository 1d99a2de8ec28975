import { notSetUp } from '../not-set-up.ts';
import { createTwilioMedia, type TwilioMediaConfig } from '../twilio/media.ts';
import type { CarrierMedia } from './port.ts';

export type MediaConfig = { twilio: TwilioMediaConfig };
/** Throws `provider_rejected` for a provider that is not set up, or has no pictures. */
export type CarrierMediaOf = (provider: string) => CarrierMedia;

export function createCarrierMedia(config: MediaConfig): CarrierMediaOf {
  const twilio = createTwilioMedia(config.twilio);
  // What leads write to it, the carrier answers: pictures leave that way too.
  const known: Record<string, CarrierMedia> = { twilio, retell: twilio };
  return (provider) => {
    const found = known[provider];
    if (found) return found;
    throw notSetUp(provider);
  };
}
