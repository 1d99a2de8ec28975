import type { AppError } from '@ringback/shared/runtime/errors.ts';

const MAX_TRIES = 4;

/** What follows from an answer that could not be had. */
export type AfterFailure =
  /** While nobody is answered the lead's turn waits as all others do, and a person knows. */
  | 'wait_for_model'
  | 'hand_over'
  | 'try_again'
  /** The queue's own tries. */
  | 'throw';

/** `tries`: how often this turn has begun. `rests`: whether the model rests for everybody. */
export function afterFailure(error: AppError, tries: number, rests: boolean): AfterFailure {
  if (isEverybodys(error) && rests) return 'wait_for_model';
  if (error.code === 'provider_rejected') return 'hand_over';
  const isModels = error.code === 'provider_unavailable';
  // Of our own trouble only what no further try will mend; what is away comes back.
  const mayLast = isModels || error.code === 'internal' || !error.retry;
  if (mayLast && tries >= MAX_TRIES) return 'hand_over';
  return isModels ? 'try_again' : 'throw';
}

export const isEverybodys = ({ facts }: AppError) =>
  facts['trouble'] === 'account' || facts['trouble'] === 'away';
