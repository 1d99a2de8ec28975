import type { IncomingHttpHeaders } from 'node:http';
import twilio from 'twilio';
import { AppError } from '../../runtime/errors.ts';
import { SEE_GOING_LIVE } from '../../runtime/going-live.ts';
import type { Verify } from '../signed-request.ts';

const HEADER = 'x-twilio-signature';

/** Whether a request carries a signature at all: without one nothing of it is read. */
export const isSigned = (headers: IncomingHttpHeaders): boolean => Boolean(headers[HEADER]);

/**
 * Checks that a webhook is Twilio's: the signature covers the public address and every field. The
 * address comes from settings, never from the Host header. Throws `forbidden`.
 */
export function createTwilioSignature({
  authToken,
  publicUrl,
}: {
  authToken: string;
  publicUrl: string;
}): Verify {
  return function verify({ path, headers, body }) {
    const signature = headers[HEADER];
    const fields = Object(body) as Record<string, unknown>;
    const valid =
      typeof signature === 'string' &&
      twilio.validateRequest(authToken, signature, `${publicUrl}${path}`, fields);
    if (!valid) {
      const message = `The signature does not fit this request. ${SEE_GOING_LIVE}`;
      throw new AppError('forbidden', message);
    }
  };
}
