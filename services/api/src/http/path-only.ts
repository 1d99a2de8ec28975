import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { RequestHandler } from 'express';

/**
 * A target that is a whole address (as sent to proxies) or `*` is ambiguous here: signatures,
 * routes and limits go by the path.
 */
export const pathOnly: RequestHandler = (req, _res, next) => {
  if (req.url.startsWith('/')) return next();
  throw new AppError('invalid_input', 'The target of the request must be a path.', {
    faults: [
      {
        path: '(target)',
        found: req.url === '*' ? 'an asterisk' : 'a whole address',
        expected: 'a path such as /api/leads; the host belongs in its header',
      },
    ],
  });
};
