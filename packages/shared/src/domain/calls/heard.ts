/** Why the lead heard nothing of us, or nothing more. */
export const SILENCE_REASONS = [
  /** No gateway took the call. */
  'no_media',
  'model_unreachable',
  'model_refused',
  /** It took the call and produced no audio. */
  'model_silent',
  'model_lost',
  /** The lead hung up before anything could have been said. */
  'left_early',
  /** It is unknown: the process that held the call is gone. */
  'nobody_knows',
] as const;
export type SilenceReason = (typeof SILENCE_REASONS)[number];

/** What is known of the audio on a call. Null: it was not measured. */
export type Heard = {
  /** Milliseconds of our voice that the lead heard, and of the lead's voice that we heard. */
  agentMs: number | null;
  leadMs: number | null;
  /** Words of ours that the lead heard, and of the lead's that we understood. */
  agentWords: number;
  leadWords: number;
};

/** A second, or three words: a lead who has heard that much knows that somebody is there. */
const LEAST_MS = 1_000;
const LEAST_WORDS = 3;

/** Whether the lead heard enough of us to know that somebody is there. */
export function hasHeardUs({ agentMs, agentWords }: Pick<Heard, 'agentMs' | 'agentWords'>) {
  return (agentMs ?? 0) >= LEAST_MS || agentWords >= LEAST_WORDS;
}

export type EndedCall = Heard & {
  /** The carrier says that a person or a machine picked up. */
  pickedUp: boolean;
  isMachine: boolean;
  /** Another vendor's voice holds this call and reports nothing about its audio. */
  isOthersVoice: boolean;
  /** What the gateway, or the gate before it, noticed. */
  silenceReason: string | null;
  /** How long the stream was open; null: not reported. */
  openSeconds: number | null;
};

export type Reach =
  | { kind: 'not_picked_up' }
  | { kind: 'machine' }
  | { kind: 'reached' }
  /** Picked up, but reached nobody. */
  | { kind: 'unheard'; reason: string };

/** Before this no word could have been said, so silence is no fault. */
const EARLY_SECONDS = 3;

/**
 * Who was reached: a lead who heard us, or whom we heard. A call that the carrier reports as
 * completed was only picked up.
 */
export function reachOf(call: EndedCall): Reach {
  if (!call.pickedUp) return { kind: 'not_picked_up' };
  if (call.isMachine) return { kind: 'machine' };
  if (call.isOthersVoice) return { kind: 'reached' };
  const { silenceReason, openSeconds } = call;
  // A lead who said hello and got no answer was not reached, although we have the hello.
  const wasSilent = call.agentMs === 0 && call.agentWords === 0;
  if (call.leadWords > 0 && !wasSilent) return { kind: 'reached' };
  // One sentence of ours that broke off, and no word of the lead: that was no conversation.
  if (hasHeardUs(call) && silenceReason === null) return { kind: 'reached' };
  if (silenceReason !== null) return { kind: 'unheard', reason: silenceReason };
  const isEarly = openSeconds !== null && openSeconds < EARLY_SECONDS;
  return { kind: 'unheard', reason: isEarly ? 'left_early' : 'nobody_knows' };
}

/** What a call says about our voice: true, it is heard; false, it is not; null, nothing. */
export function voiceOf(reach: Reach, heard: Pick<Heard, 'agentMs' | 'agentWords'>) {
  if (reach.kind === 'not_picked_up') return null;
  if (reach.kind === 'unheard') return reach.reason === 'left_early' ? null : false;
  return hasHeardUs(heard) ? true : null;
}
