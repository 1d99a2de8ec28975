import { createTwilioCalls } from '@ringback/shared/providers/twilio/calls.ts';
import type { TwilioAccount } from '@ringback/shared/providers/twilio/client.ts';
import { createTwilioSignature } from '@ringback/shared/providers/twilio/signature.ts';

type Options = {
  providers: { twilio: TwilioAccount };
  /** The ws address at which the carrier's streams connect. */
  publicUrl: string;
};

/** The carrier of the live calls: which streams and requests are accepted, and how a call is ended. */
export function createCarrier({ providers: { twilio }, publicUrl }: Options) {
  const { accountSid, authToken } = twilio;
  return {
    account: accountSid,
    verify: createTwilioSignature({ authToken, publicUrl }),
    verifyQuestion: createTwilioSignature({
      authToken,
      publicUrl: publicUrl.replace(/^ws/, 'http'),
    }),
    // Only hangs up calls; the gateway never dials.
    calls: createTwilioCalls({
      ...twilio,
      from: '',
      publicUrl: '',
      ringSeconds: 30,
      record: false,
    }),
  };
}
