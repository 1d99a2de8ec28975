import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Caller, SignedIn } from '../../http/route.ts';

/** Routes with the access `person` let nobody else in; this says so to the compiler. */
export function personOf(caller: Caller): SignedIn {
  if (caller.kind === 'user') return caller.session;
  throw new AppError('forbidden', 'This is for people who are signed in, not for keys.');
}
