import { AppError } from '@ringback/shared/runtime/errors.ts';
import { parse } from 'qs';
import { checkJson } from '../../http/bounded-json.ts';
import type { LeadNotice } from './lead-notice.ts';

/** A form has some dozens of values, and a vendor's whole record of a person some hundreds. */
const MOST_VALUES = 3_000;
const DEEPEST = 32;

/** A form has some dozens of pairs, and `fields[phone][value]` is as deep as they get. */
const PAIRS = {
  depth: 6,
  parameterLimit: MOST_VALUES,
  duplicates: 'first',
  plainObjects: true,
} as const;

/**
 * Parses JSON, or the pairs of a form; of two pairs with one name the first counts.
 * `fields[phone][value]` is kept under its own name and as nested objects.
 */
export function readBody({ body, isPairs }: LeadNotice): unknown {
  const bytes = Buffer.from(body, 'base64');
  const text = bytes.toString();
  if (isPairs) {
    if (text.split('&', MOST_VALUES + 1).length > MOST_VALUES) {
      throw new AppError('too_large', 'The form has too many values.', {
        faults: [{ path: '(body)', found: 'more pairs', expected: `at most ${MOST_VALUES} pairs` }],
      });
    }
    const flat = Object.fromEntries([...new URLSearchParams(text)].reverse());
    const isNested = Object.keys(flat).some((name) => name.includes('['));
    return isNested ? { ...flat, ...parse(text, PAIRS) } : flat;
  }
  checkJson(bytes, { values: MOST_VALUES, depth: DEEPEST });
  return objectIn(text);
}

function objectIn(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // The error below reports it, in the same words.
  }
  throw new AppError('invalid_input', 'The request cannot be read.', {
    faults: [
      { path: '(body)', found: 'something that cannot be read', expected: 'JSON: an object' },
    ],
  });
}
