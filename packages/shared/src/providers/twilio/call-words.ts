import type { CallStatus } from '../../domain/calls/call.ts';
import { type TransferResult, wasTaken } from '../../domain/calls/transfer.ts';
import type { CallWords } from '../calls/port.ts';

/** Its word for an answered call: an inbound call has it once we take it. */
export const ANSWERED = 'in-progress';

/** Twilio's words for the status of a call, and ours. `initiated` comes in callbacks only. */
const STATUS = new Map<string, CallStatus>([
  ['initiated', 'queued'],
  ['queued', 'queued'],
  ['ringing', 'ringing'],
  [ANSWERED, 'in_progress'],
  ['completed', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'no_answer'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

/** Undefined for a word we do not know: the event is stored and moves nothing. */
export function statusFromTwilio(word: string): CallStatus | undefined {
  return STATUS.get(word);
}

const TRANSFER = new Map<string, TransferResult>([
  ['completed', 'completed'],
  ['answered', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'no_answer'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

/**
 * The result of a `<Dial>`. An unknown word, or a call that was not bridged, is no person on the
 * line.
 */
export function transferFromTwilio(word: string | undefined, bridged?: string): TransferResult {
  const result = TRANSFER.get(word ?? '') ?? 'failed';
  return wasTaken(result) && bridged === 'false' ? 'no_answer' : result;
}

/**
 * End reasons after which this number will never ring: Twilio's codes for numbers that are wrong,
 * blocked or forbidden, and SIP's "not found" and similar codes.
 */
const HOPELESS = new Set([
  'carrier_13223',
  'carrier_13224',
  'carrier_13225',
  'carrier_13227',
  'carrier_21201',
  'carrier_21202',
  'carrier_21211',
  'carrier_21214',
  'carrier_21215',
  'carrier_21216',
  'carrier_21217',
  'carrier_21219',
  'sip_404',
  'sip_410',
  'sip_484',
  'sip_604',
]);

export const TWILIO_CALL_WORDS: CallWords = {
  isMachine: (answeredBy) => answeredBy.startsWith('machine') || answeredBy === 'fax',
  isHuman: (answeredBy) => answeredBy === 'human',
  isBadNumber: (endReason) => HOPELESS.has(endReason),
  hasOwnVoice: false,
};
