import type { ToolCall, ToolResult } from '@ringback/shared/providers/conversation/port.ts';
import type { Ending } from '../../tools/ending.ts';

/** One thing that a decision asks of the session. Acts are done in the order in which they stand. */
export type Act =
  /** Something of our own reaches the model; `answer`: it is to speak about it. */
  | { do: 'tell'; note: string; by: 'system' | 'caller'; answer: boolean }
  | { do: 'speak' }
  | { do: 'use-tools'; calls: ToolCall[] }
  | { do: 'give-results'; results: ToolResult[]; answer: boolean }
  /** The lead was promised words, or waits for none: whose the next silence is. */
  | { do: 'owe-words' | 'owe-nothing' }
  | { do: 'play-tone' }
  /** What nobody has heard yet is taken back. */
  | { do: 'barge-in' }
  /** The lead has refused: the model apologises, unless it has been told so already. */
  | { do: 'apologise' }
  | { do: 'record-key-refusal' }
  | { do: 'plan-ending'; ending: Ending; repliesToCome: number }
  | { do: 'count-reply' }
  | { do: 'end-if-due' }
  /** The model is no use any more: another one takes over, if there is one. */
  | { do: 'replace-model'; reason: string }
  /** No model is to be had: the carrier apologises in its own voice. */
  | { do: 'give-up-model'; reason: string }
  | { do: 'close'; reason: string };

/** A note of ours, on which the model is to say something. */
export const askFor = (note: string): Act => ({ do: 'tell', note, by: 'system', answer: true });
