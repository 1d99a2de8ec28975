import { AppError } from '@ringback/shared/runtime/errors.ts';

/** The error for a request that names a person or thing that does not exist. */
export function missing(path: string, noun: string): AppError {
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
  return new AppError('not_found', `There is no such ${noun}.`, {
    faults: [{ path, found: 'an unknown id', expected: `the id of ${article} ${noun}` }],
  });
}
