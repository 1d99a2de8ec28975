import { NOTES } from '../notes.ts';
import type { Connected, NoModel } from '../opening.ts';
import { type Act, askFor } from './act.ts';

type Loss = {
  reason: string;
  /** Since the last time that a lost model was replaced. */
  sinceReplacedMs: number;
  /** The lead has heard words of ours on this call. */
  hasHeardUs: boolean;
};

/** What to do about a lost model. Who has heard nothing so far has waited long enough. */
export function onModelLost(loss: Loss, reconnectMs: number): 'reconnect' | 'give-up' {
  const isTooSoon = loss.sinceReplacedMs < reconnectMs;
  const inVain = loss.reason === 'silent' && !loss.hasHeardUs;
  return isTooSoon || inVain ? 'give-up' : 'reconnect';
}

/** These say of a model on a good line that it does not speak. */
export function isModelSilent(reason: string): boolean {
  return reason === 'silent' || reason === 'replies_failed';
}

/** A model that heard a sentence without an answer answers by itself; another one is told to go on. */
export function onReconnected(outcome: Connected | NoModel): Act[] {
  if (typeof outcome === 'string') return [{ do: 'give-up-model', reason: outcome }];
  return outcome.again ? [] : [askFor(NOTES.resumed)];
}

/** The first words. Who has said hello is answered: the model was told the note before it heard that. */
export function onListening(note: string | undefined, saidHello: boolean): Act[] {
  return note && !saidHello ? [askFor(note)] : [{ do: 'speak' }];
}
