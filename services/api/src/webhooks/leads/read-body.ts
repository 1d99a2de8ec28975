import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { LeadNotice } from './lead-notice.ts';

/** JSON, or the pairs of a form; of two pairs with one name the first counts. */
export function readBody({ body, isPairs }: LeadNotice): unknown {
  const text = Buffer.from(body, 'base64').toString();
  if (isPairs) return Object.fromEntries([...new URLSearchParams(text)].reverse());
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
