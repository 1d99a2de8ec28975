import { farewell } from '../../tools/ending.ts';
import { NOTES } from '../notes.ts';
import type { Action } from './action.ts';

/** After an opt-out the call ends with one apology. */
export const REFUSED = farewell('opted_out');

/** What follows when the lead presses a key. */
export function onKey(digit: string): Action[] {
  if (digit === '9') return [{ do: 'barge-in' }, { do: 'record-key-refusal' }];
  return [{ do: 'tell', note: NOTES.pressed(digit), by: 'caller', answer: true }];
}

/** What follows a spoken opt-out. `isBusy`: somebody speaks, so the apology waits for the end of the reply. */
export function onRefusal(isBusy: boolean): Action[] {
  const plan: Action = { do: 'plan-ending', ending: REFUSED, repliesToCome: 1 };
  return isBusy ? [plan] : [plan, { do: 'apologise' }];
}
