import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { HttpError } from './http-error.ts';
import { problemOf, sendProblem } from './problem.ts';

/**
 * The one place where an error becomes a response: without a stack and without a vendor's words.
 */
export function handleErrors(log: Logger): ErrorRequestHandler {
  return function handleError(thrown, req, res, next) {
    const error = readHttpFailure(thrown) ?? AppError.from(thrown);
    const status = error.http;
    const level = status >= 500 ? 'error' : 'debug';
    log[level]({ err: error, requestId: req.id, status }, 'request failed');
    if (res.headersSent) return next(thrown);
    const { instance: _, ...problem } = problemOf(error, status, '');
    sendProblem(req, res, { ...problem, ...(error instanceof HttpError ? error.extra : {}) });
  };
}

export const noSuchRoute: RequestHandler = () => {
  throw new AppError('not_found', 'This route does not exist. The routes are listed at /docs.');
};

/** What Express and its body parsers throw: an error with a status and a word for its kind. */
const Failure = z.object({
  status: z.number().int().min(400).max(499),
  type: z.string().optional(),
});

function readHttpFailure(thrown: unknown): HttpError | null {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return null;
  const failure = Failure.safeParse(thrown);
  if (!failure.success) return null;
  const { status, type } = failure.data;
  if (status === 413) {
    return new HttpError(413, 'too_large', 'The body is larger than this route accepts.');
  }
  if (status === 415) {
    return new HttpError(415, 'invalid_input', 'The body has an unsupported encoding.');
  }
  const expected = type === 'entity.parse.failed' ? 'JSON: an object' : 'a well-formed request';
  return new HttpError(400, 'invalid_input', 'The request cannot be read.', {
    faults: [{ path: '(body)', found: 'something that cannot be read', expected }],
  });
}
