import { NOTES } from '../notes.ts';
import type { Connected, NoModel } from '../opening.ts';
import { type Action, askFor } from './action.ts';

type Loss = {
  reason: string;
  /** Since a lost model was last replaced. */
  sinceReplacedMs: number;
  /** The lead has heard us in this call. */
  hasHeardUs: boolean;
};

/** Whether a lost model is replaced. A lead who has heard nothing so far has waited long enough. */
export function onModelLost(loss: Loss, reconnectMs: number): 'reconnect' | 'give-up' {
  const isTooSoon = loss.sinceReplacedMs < reconnectMs;
  const inVain = loss.reason === 'silent' && !loss.hasHeardUs;
  return isTooSoon || inVain ? 'give-up' : 'reconnect';
}

/** Whether the model was connected and did not speak. */
export function isModelSilent(reason: string): boolean {
  return reason === 'silent' || reason === 'replies_failed';
}

/** A new model answers a sentence that was left unanswered by itself; otherwise it is asked to go on. */
export function onReconnected(outcome: Connected | NoModel): Action[] {
  if (typeof outcome === 'string') return [{ do: 'give-up-model', reason: outcome }];
  return outcome.again ? [] : [askFor(NOTES.resumed)];
}

/** The first words. After a hello of the lead the model has the note already and only has to answer. */
export function onListening(note: string | undefined, saidHello: boolean): Action[] {
  return note && !saidHello ? [askFor(note)] : [{ do: 'speak' }];
}
