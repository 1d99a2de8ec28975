import { AppError } from '@ringback/shared/runtime/errors.ts';
import { parse } from 'qs';
import type { LeadNotice } from './lead-notice.ts';

/** A form has some dozens of pairs, and `fields[phone][value]` is as deep as they get. */
const PAIRS = { depth: 6, parameterLimit: 1_000, duplicates: 'first', plainObjects: true } as const;

/**
 * JSON, or the pairs of a form; of two pairs with one name the first counts. `fields[phone][value]`
 * stands there under its own name and as an object inside of objects.
 */
export function readBody({ body, isPairs }: LeadNotice): unknown {
  const text = Buffer.from(body, 'base64').toString();
  if (isPairs) {
    const flat = Object.fromEntries([...new URLSearchParams(text)].reverse());
    const isNested = Object.keys(flat).some((name) => name.includes('['));
    return isNested ? { ...flat, ...parse(text, PAIRS) } : flat;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Said below, in the same words.
  }
  throw new AppError('invalid_input', 'The request cannot be read.', {
    faults: [
      { path: '(body)', found: 'something that cannot be read', expected: 'JSON: an object' },
    ],
  });
}
