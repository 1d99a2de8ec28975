import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import type { TwilioAccount } from '@ringback/shared/providers/twilio/client.ts';
import { createTwilioSignature } from '@ringback/shared/providers/twilio/signature.ts';

type Options = {
  providers: { twilio: Pick<TwilioAccount, 'authToken'> };
  /** Where the carrier reaches us: the address is part of what it signs. */
  publicUrl: string;
};

/** Who is let in as the carrier. */
export const createVerify = ({ providers, publicUrl }: Options): Verify =>
  createTwilioSignature({ authToken: providers.twilio.authToken, publicUrl });
