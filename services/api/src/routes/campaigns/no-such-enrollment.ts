import { AppError } from '@ringback/shared/runtime/errors.ts';

export function noSuchEnrollment(): AppError {
  return new AppError('not_found', 'There is no such enrollment.');
}
