import { createTwilioCalls } from '@ringback/shared/providers/twilio/calls.ts';
import type { TwilioAccount } from '@ringback/shared/providers/twilio/client.ts';
import { createTwilioSignature } from '@ringback/shared/providers/twilio/signature.ts';

type Options = {
  providers: { twilio: TwilioAccount };
  /** Where the carrier's streams reach us: a ws address. */
  publicUrl: string;
};

/** The carrier of the live calls: whose streams and questions are let in, and how a call is ended. */
export function createCarrier({ providers: { twilio }, publicUrl }: Options) {
  const { accountSid, authToken } = twilio;
  return {
    account: accountSid,
    verify: createTwilioSignature({ authToken, publicUrl }),
    verifyQuestion: createTwilioSignature({
      authToken,
      publicUrl: publicUrl.replace(/^ws/, 'http'),
    }),
    // Hanging up is all that is asked of it here; it never dials.
    calls: createTwilioCalls({
      ...twilio,
      from: '',
      publicUrl: '',
      ringSeconds: 30,
      record: false,
    }),
  };
}
