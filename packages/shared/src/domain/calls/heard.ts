/** Why the lead heard nothing of us, or nothing more. */
export const SILENCE_REASONS = [
  /** No gateway took the call. */
  'no_media',
  'model_unreachable',
  'model_refused',
  /** It took the call and said nothing. */
  'model_silent',
  'model_lost',
  /** The lead was gone before anybody could have spoken. */
  'left_early',
  /** Nobody can tell: the process that held the call is gone. */
  'nobody_knows',
] as const;
export type SilenceReason = (typeof SILENCE_REASONS)[number];

/** What is known of the sound on a call. Null: nobody has measured it. */
export type Heard = {
  /** Milliseconds of our voice that the lead heard, and of the lead's that we heard. */
  agentMs: number | null;
  leadMs: number | null;
  /** Words of ours that the lead heard, and of the lead's that we understood. */
  agentWords: number;
  leadWords: number;
};

/** A second, or three words: whoever has heard that knows that somebody is there. */
const LEAST_MS = 1_000;
const LEAST_WORDS = 3;

/** Whether the lead heard enough of us to know that somebody is there. */
export function hasHeardUs({ agentMs, agentWords }: Pick<Heard, 'agentMs' | 'agentWords'>) {
  return (agentMs ?? 0) >= LEAST_MS || agentWords >= LEAST_WORDS;
}

export type EndedCall = Heard & {
  /** The carrier says that somebody, or something, picked up. */
  pickedUp: boolean;
  isMachine: boolean;
  /** Another company's voice talks on this call, and tells us nothing of its sound. */
  isOthersVoice: boolean;
  /** What the gateway, or the gate before it, noticed. */
  silenceReason: string | null;
  /** How long the line was open; null: nobody has told. */
  openSeconds: number | null;
};

export type Reach =
  | { kind: 'not_picked_up' }
  | { kind: 'machine' }
  | { kind: 'reached' }
  /** Picked up in vain. */
  | { kind: 'unheard'; reason: string };

/** Before this nobody could have spoken, and nobody can be blamed for silence. */
const EARLY_SECONDS = 3;

/**
 * Who was reached: whoever heard us, or was heard. That the carrier calls a call completed says only
 * that somebody picked up.
 */
export function reachOf(call: EndedCall): Reach {
  if (!call.pickedUp) return { kind: 'not_picked_up' };
  if (call.isMachine) return { kind: 'machine' };
  if (call.isOthersVoice) return { kind: 'reached' };
  const { silenceReason, openSeconds } = call;
  // Whoever said hello to nobody was not talked with, although we have the hello.
  const wasSilent = call.agentMs === 0 && call.agentWords === 0;
  if (call.leadWords > 0 && !wasSilent) return { kind: 'reached' };
  // A sentence of ours that broke off, and no word of the lead: that was no talk.
  if (hasHeardUs(call) && silenceReason === null) return { kind: 'reached' };
  if (silenceReason !== null) return { kind: 'unheard', reason: silenceReason };
  const isEarly = openSeconds !== null && openSeconds < EARLY_SECONDS;
  return { kind: 'unheard', reason: isEarly ? 'left_early' : 'nobody_knows' };
}

/** What a call tells of our voice: true, it is heard; false, it is not; null, nothing. */
export function voiceOf(reach: Reach, heard: Pick<Heard, 'agentMs' | 'agentWords'>) {
  if (reach.kind === 'not_picked_up') return null;
  if (reach.kind === 'unheard') return reach.reason === 'left_early' ? null : false;
  return hasHeardUs(heard) ? true : null;
}
