import type { VerifyRetell } from '@ringback/shared/providers/retell/signature.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { RequestHandler } from 'express';
import type { Authenticate } from '../../http/route.ts';
import { bytesOf, turnIfLong } from './read-body.ts';

type Deps = {
  verify: VerifyRetell;
  /** A relay of the operator's own has no signature of the vendor, but may have a key of ours. */
  authenticate: Authenticate;
  count: (kind: string, result: string) => void;
};

/** Lets in the vendor by its signature, and any program that sends an API key. */
export function createProof({ verify, authenticate, count }: Deps) {
  const byKey = authenticate('agent');

  /** Before the body is read: a signature that may still fit, or a key of ours. */
  const withProof: RequestHandler = async (req, res, next) => {
    if (verify.mayFit(req.headers)) return next();
    if (!req.headers.authorization) {
      count('unsigned', 'forbidden');
      throw new AppError('forbidden', 'The signature does not fit this request.');
    }
    await byKey(req, res, next);
  };

  /** Once the body is here. */
  const signed =
    (kind: string): RequestHandler =>
    async (req, res, next) => {
      try {
        verify({ headers: req.headers, rawBody: bytesOf(req) });
      } catch (thrown) {
        if (!req.headers.authorization) {
          count(kind, 'forbidden');
          throw thrown;
        }
        await byKey(req, res, () => undefined);
      }
      await turnIfLong(req);
      next();
    };

  return { withProof, signed };
}
