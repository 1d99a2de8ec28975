import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';

/** The start of the next page, as an opaque string. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** A cursor that this api did not make is a fault of the request. */
export function readCursor<T>(position: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = position.safeParse(decode(cursor));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', 'The request does not fit.', {
    faults: [
      { path: 'query.cursor', found: 'a string', expected: 'the next_cursor of an earlier page' },
    ],
  });
}

/** Newest first by an increasing number. */
export const IdPosition = z.object({ id: z.number().int().positive() });

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
