import type { AppError } from '@ringback/shared/runtime/errors.ts';

const MAX_TRIES = 4;

/** What follows when the model gave no answer. */
export type AfterFailure =
  /** During an outage of the model the lead's turn waits as all others do, and a person is notified. */
  | 'wait_for_model'
  | 'hand_over'
  | 'try_again'
  /** The queue's own attempts. */
  | 'throw';

/** `tries`: how often this turn has begun. `rests`: whether the model is paused for all turns. */
export function afterFailure(error: AppError, tries: number, rests: boolean): AfterFailure {
  if (isEverybodys(error) && rests) return 'wait_for_model';
  if (error.code === 'provider_rejected') return 'hand_over';
  const isModels = error.code === 'provider_unavailable';
  // Only faults of our own that no retry can mend; an outage ends by itself.
  const mayLast = isModels || error.code === 'internal' || !error.retry;
  if (mayLast && tries >= MAX_TRIES) return 'hand_over';
  return isModels ? 'try_again' : 'throw';
}

export const isEverybodys = ({ facts }: AppError) =>
  facts['trouble'] === 'account' || facts['trouble'] === 'away';
