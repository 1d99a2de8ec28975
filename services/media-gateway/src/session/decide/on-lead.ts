import { farewell } from '../../tools/ending.ts';
import { NOTES } from '../notes.ts';
import type { Act } from './act.ts';

/** Whoever refuses gets one apology, and the call is over. */
export const REFUSED = farewell('opted_out');

/** What a key of the lead's telephone asks for. */
export function onKey(digit: string): Act[] {
  if (digit === '9') return [{ do: 'barge-in' }, { do: 'record-key-refusal' }];
  return [{ do: 'tell', note: NOTES.pressed(digit), by: 'caller', answer: true }];
}

/** A refusal in words. `isBusy`: somebody speaks; the apology then follows the reply. */
export function onRefusal(isBusy: boolean): Act[] {
  const plan: Act = { do: 'plan-ending', ending: REFUSED, repliesToCome: 1 };
  return isBusy ? [plan] : [plan, { do: 'apologise' }];
}
