import type { MessageStatus } from '../../domain/texts/message-status.ts';
import { POOL_SID } from './sids.ts';

/**
 * Twilio's words for the status of a text, and ours. A text that waits at Twilio is `queued` with
 * us.
 */
const STATUS = new Map<string, MessageStatus>([
  ['accepted', 'queued'],
  ['scheduled', 'queued'],
  ['queued', 'queued'],
  ['sending', 'queued'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
  ['receiving', 'received'],
  ['received', 'received'],
]);

/** Undefined for a word we do not know: the event is stored and moves nothing. */
export function textStatusFromTwilio(word: string): MessageStatus | undefined {
  return STATUS.get(word);
}

/** A pool of senders, which Twilio calls a Messaging Service, rather than a number. */
export function isMessagingService(sender: string): boolean {
  return POOL_SID.test(sender);
}
