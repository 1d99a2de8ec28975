import { AppError } from '@ringback/shared/runtime/errors.ts';
import express, { type Request, type RequestHandler, Router } from 'express';
import type { z } from 'zod';
import { checkJson } from './bounded-json.ts';
import { inputFaults } from './faults.ts';
import { HttpError } from './http-error.ts';
import type { Authenticate, Route, Spec } from './route.ts';

const JSON_LIMIT = '256kb';
/** Ample for the longest list that a route takes. */
const BOUNDS = { values: 20_000, depth: 64, distinct: true };

type Deps = { authenticate: Authenticate; limit: RequestHandler };

/** Routes: who asks, how often, what exactly, and only then the handler. */
export function mount(routes: Route[], { authenticate, limit }: Deps): Router {
  const router = Router();
  const readJson = express.json({
    limit: JSON_LIMIT,
    type: ['json', '+json'],
    verify: (_req, _res, bytes) => checkJson(bytes, BOUNDS),
  });

  for (const { spec, handle } of routes) {
    const path = spec.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const steps: RequestHandler[] = [limit];
    if (spec.access !== 'anyone') steps.unshift(authenticate(spec.access));
    if (spec.body) steps.push(refuseOtherContent, readJson);
    if (spec.upload) steps.push(refuseOtherFiles(spec.upload.contentTypes));
    router[spec.method](path, ...steps, async (req, res) => {
      const input = readInput(spec, req);
      const answer = await handle(input as never, { caller: res.locals['caller'], req, res });
      if (!answer) return;
      const { status, data, nextCursor } = answer;
      const body = { success: true, data };
      res
        .status(status)
        .json(nextCursor === undefined ? body : { ...body, next_cursor: nextCursor });
    });
  }
  return router;
}

const refuseOtherContent: RequestHandler = (req, _res, next) => {
  const hasBody = req.headers['transfer-encoding'] !== undefined || bodyLength(req) > 0;
  if (hasBody && !req.is(['json', '+json'])) {
    throw new HttpError(415, 'invalid_input', 'The body must be JSON.', {
      faults: [
        { path: 'headers.content-type', found: 'another type', expected: 'application/json' },
      ],
    });
  }
  next();
};

const refuseOtherFiles =
  (contentTypes: string[]): RequestHandler =>
  (req, _res, next) => {
    if (req.is(contentTypes)) return next();
    const expected = contentTypes.join(', ');
    throw new HttpError(415, 'invalid_input', 'The body must be the file itself.', {
      faults: [{ path: 'headers.content-type', found: 'another type', expected }],
    });
  };

function bodyLength(req: Request): number {
  return Number(req.headers['content-length'] ?? 0);
}

/** All parts are checked before anything is said, so that one answer names every fault. */
function readInput(spec: Spec, req: Request) {
  const faults: AppError['faults'] = [];
  const read = (schema: z.ZodObject | undefined, value: unknown, place?: string) => {
    if (!schema) return {};
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return result.data;
    faults.push(...inputFaults(result.error.issues, place));
    return {};
  };
  const input = {
    params: read(spec.params, req.params, 'path'),
    query: read(spec.query, req.query, 'query'),
    headers: read(spec.headers, req.headers, 'headers'),
    body: read(spec.body, req.body ?? {}),
  };
  if (faults.length > 0) {
    throw new AppError('invalid_input', 'The request does not fit; every fault is listed.', {
      faults,
    });
  }
  return input;
}
