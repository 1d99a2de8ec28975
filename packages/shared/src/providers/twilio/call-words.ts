import type { CallStatus } from '../../domain/calls/call.ts';
import { type TransferResult, wasTaken } from '../../domain/calls/transfer.ts';
import type { CallWords } from '../calls/port.ts';

/** Its word for a call that is answered: what a call from outside is, once we take it. */
export const ANSWERED = 'in-progress';

/** Twilio's words for where a call stands, and ours. `initiated` is said by callbacks only. */
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

/** Undefined for a word we do not know: news to be kept, but nothing to act on. */
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

/** What became of a `<Dial>`. A word we do not know is no person on the line; nor is one not bridged. */
export function transferFromTwilio(word: string | undefined, bridged?: string): TransferResult {
  const result = TRANSFER.get(word ?? '') ?? 'failed';
  return wasTaken(result) && bridged === 'false' ? 'no_answer' : result;
}

/**
 * Reasons for an end after which this number will never ring: Twilio's codes for numbers that are
 * wrong, blocked or forbidden, and SIP's "not found" and its kin.
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
