import type { ToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import type { AskedCall } from './asked-call.ts';
import type { Ending } from './ending.ts';
import type { HandOverReason } from './hand-over.ts';
import type { Refusal } from './opt-out.ts';

/** What the lead wrote about itself, stored before any reply is sent. */
export type LeadUpdate = Extract<ToolCall, { name: 'update_lead' }>['arguments'];

/** The result of one turn of the agent. */
export type NextStep =
  | { do: 'say'; text: string; ending: Ending | null; update: LeadUpdate | null }
  /** A call and the words that promise it. */
  | { do: 'promise'; text: string; call: Extract<AskedCall, { ok: true }> }
  | { do: 'stay_silent'; reason: string; update: LeadUpdate | null }
  /** `fault`: what the guard found in the words. */
  | { do: 'hand_over'; why: HandOverReason; fault?: string }
  | { do: 'opt_out'; refusal: Refusal };

export const toPerson = (why: HandOverReason): NextStep => ({ do: 'hand_over', why });

/** To a person, and the lead is notified. */
export const failed = (reason: string): NextStep =>
  toPerson({ reason, summary: null, notify: true });

/** To a person; the lead may have asked not to be texted. */
export const unclear = toPerson({ reason: 'unclear_opt_out', summary: null, notify: false });
