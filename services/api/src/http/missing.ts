import { AppError } from '@ringback/shared/runtime/errors.ts';

/** A request that names somebody or something that is not there. */
export function missing(path: string, noun: string): AppError {
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
  return new AppError('not_found', `There is no such ${noun}.`, {
    faults: [{ path, found: 'an id that nobody has', expected: `the id of ${article} ${noun}` }],
  });
}
