import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import type { TwilioAccount } from '@ringback/shared/providers/twilio/client.ts';
import { createTwilioSignature } from '@ringback/shared/providers/twilio/signature.ts';

type Options = {
  providers: { twilio: Pick<TwilioAccount, 'authToken'> };
  /** The URL at which the carrier reaches us: it is part of what the carrier signs. */
  publicUrl: string;
};

/** Checks the carrier's signature. */
export const createVerify = ({ providers, publicUrl }: Options): Verify =>
  createTwilioSignature({ authToken: providers.twilio.authToken, publicUrl });
