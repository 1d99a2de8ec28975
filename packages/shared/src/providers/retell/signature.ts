import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../runtime/errors.ts';
import { SEE_GOING_LIVE } from '../../runtime/going-live.ts';

const HEADER = /^v=(\d{1,16}),d=([0-9a-f]{64})$/i;
/** Older, or further ahead, than this is a replay of an old request, or another clock. */
const TOLERANCE_MS = 5 * 60_000;

type Deps = {
  /** Null: no account is set up here, and no signature fits. */
  apiKey: string | null;
  now: () => Date;
};

/** The body byte for byte as it arrived: numbers and escapes may be spelled in many ways. */
export type RawRequest = { headers: IncomingHttpHeaders; rawBody: Buffer };

export type VerifyRetell = ((request: RawRequest) => void) & {
  /**
   * Whether it may be a valid, recent signature: all that can be checked before the body is read.
   */
  mayFit: (headers: IncomingHttpHeaders) => boolean;
};

/**
 * Checks that a webhook is Retell's. Throws `forbidden`. It is synchronous, so no caller can forget
 * to await it, as with the vendor's own package.
 */
export function createRetellSignature({ apiKey, now }: Deps): VerifyRetell {
  function partsOf(headers: IncomingHttpHeaders) {
    const header = headers['x-retell-signature'];
    const [, sentAt = '', digest = ''] =
      HEADER.exec(typeof header === 'string' ? header : '') ?? [];
    const isRecent = Math.abs(now().getTime() - Number(sentAt)) <= TOLERANCE_MS;
    return { sentAt, digest, mayFit: apiKey !== null && digest !== '' && isRecent };
  }

  const verify = ({ headers, rawBody }: RawRequest) => {
    const { sentAt, digest, mayFit } = partsOf(headers);
    const fits =
      mayFit &&
      apiKey !== null &&
      timingSafeEqual(digestOf(rawBody, sentAt, apiKey), Buffer.from(digest, 'hex'));
    if (!fits) {
      const message = `The signature does not fit this request. ${SEE_GOING_LIVE}`;
      throw new AppError('forbidden', message);
    }
  };
  return Object.assign(verify, {
    mayFit: (headers: IncomingHttpHeaders) => partsOf(headers).mayFit,
  });
}

function digestOf(rawBody: Buffer, sentAt: string, apiKey: string): Buffer {
  return createHmac('sha256', apiKey).update(rawBody).update(sentAt).digest();
}
