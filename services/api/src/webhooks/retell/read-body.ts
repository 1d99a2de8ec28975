import { setImmediate as nextTurn } from 'node:timers/promises';
import { misfitIn, readTold, type Told } from '@ringback/shared/providers/retell/told.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Request } from 'express';
import { z } from 'zod';
import { boundedJson } from '../../http/bounded-json.ts';
import { inputFaults } from '../../http/faults.ts';

type Deps = { count: (kind: string, result: string) => void; log: Logger };

/** Checking a longer one, and reading it, are a turn of the loop each. */
const LONG_BYTES = 64 * 1024;
/** Four values a word, told twice: some hours of talk. */
const BOUNDS = { values: 150_000, depth: 64 };

/** What does not fit is counted, and said to whoever sent it: nothing is lost without a word. */
export function createReadBody({ count, log }: Deps) {
  return function readBody(req: Request): { body: Record<string, unknown>; told: Told } {
    const body = bodyOrCount(req);
    try {
      return { body, told: readTold(body) };
    } catch (thrown) {
      if (!(thrown instanceof z.ZodError)) throw thrown;
      const place = misfitIn(body, thrown);
      count(place === 'sms_inbound' ? place : 'event', 'malformed');
      log.warn(
        { fields: thrown.issues.map(({ path }) => path.join('.')) },
        'signed webhook that does not fit',
      );
      throw new AppError('invalid_input', 'The webhook does not fit; every fault is listed.', {
        faults: inputFaults(thrown.issues, place),
      });
    }
  };

  function bodyOrCount(req: Request): Record<string, unknown> {
    try {
      return bodyOf(req);
    } catch (thrown) {
      count('event', AppError.from(thrown).code === 'too_large' ? 'too_large' : 'malformed');
      throw thrown;
    }
  }
}

export async function turnIfLong(req: Request): Promise<void> {
  if (bytesOf(req).length > LONG_BYTES) await nextTurn();
}

export function bytesOf(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

function bodyOf(req: Request): Record<string, unknown> {
  try {
    const body = boundedJson(bytesOf(req), BOUNDS);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('invalid_input', 'The body cannot be read.', {
      faults: [
        { path: '(body)', found: 'something that cannot be read', expected: 'JSON: an object' },
      ],
    });
  }
}
