import type { ToolCall, ToolResult } from '@ringback/shared/providers/conversation/port.ts';
import type { Ending } from '../../tools/ending.ts';

/** One thing that the session has to do after a decision. Actions are carried out in their order. */
export type Action =
  /** Adds a note to the model's conversation; `answer`: the model has to respond to it. */
  | { do: 'tell'; note: string; by: 'system' | 'caller'; answer: boolean }
  | { do: 'speak' }
  | { do: 'use-tools'; calls: ToolCall[] }
  | { do: 'give-results'; results: ToolResult[]; answer: boolean }
  /** Whether the lead waits for an answer: a silence is then ours. */
  | { do: 'owe-words' | 'owe-nothing' }
  | { do: 'play-tone' }
  /** Drops the audio that the lead has not heard yet. */
  | { do: 'barge-in' }
  /** The lead has opted out: the model apologises, unless it was asked to already. */
  | { do: 'apologise' }
  | { do: 'record-key-refusal' }
  | { do: 'plan-ending'; ending: Ending; repliesToCome: number }
  | { do: 'count-reply' }
  | { do: 'end-if-due' }
  /** The model is lost or does not answer: another one takes over, if there is one. */
  | { do: 'replace-model'; reason: string }
  /** There is no model: the carrier apologises in its own voice. */
  | { do: 'give-up-model'; reason: string }
  | { do: 'close'; reason: string };

/** A note from the system that the model has to respond to. */
export const askFor = (note: string): Action => ({ do: 'tell', note, by: 'system', answer: true });
