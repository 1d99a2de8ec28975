import type { CallStatus } from '../../domain/call.ts';
import { type TransferResult, wasTaken } from '../../domain/transfer.ts';

/** Twilio's words for where a call stands, and ours. `initiated` is said by callbacks only. */
const STATUS = new Map<string, CallStatus>([
  ['initiated', 'queued'],
  ['queued', 'queued'],
  ['ringing', 'ringing'],
  ['in-progress', 'in_progress'],
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

/** Whether a verdict of answering machine detection means that no human is there. */
export function isMachine(answeredBy: string): boolean {
  return answeredBy.startsWith('machine') || answeredBy === 'fax';
}
