import type { Hook } from '../order.ts';
import { newSid } from '../sid.ts';
import { isTollFree, segmentsOf } from './encoding.ts';

/** The statuses of the REST resource. */
export type MessageStatus =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'received'
  | 'canceled';

export type Medium = {
  sid: string;
  contentType: string;
  url: string;
  createdAt: number;
  /** Null: it has not been fetched from the customer. */
  content: Buffer | null;
};

/** The customer's order of a text. Times are epoch milliseconds. */
export type TextOrder = {
  to: string;
  from: string;
  serviceSid: string | null;
  body: string;
  mediaUrls: string[];
  statusCallback: Hook | null;
  validityMs: number;
  /** Null is sent at once. */
  sendAt: number | null;
};

/** One text in either direction. `from` is set although REST shows it only once it is queued. */
export type Message = Omit<TextOrder, 'body' | 'mediaUrls'> & {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  /** Who wrote it: the carrier itself answers keywords. */
  readonly author: 'customer' | 'lead' | 'carrier';
  readonly story: string;
  /** Names this text to the draws: the number and how many texts it got, not the random sid. */
  readonly key: string;
  /** How many texts went to this number before and with this one. */
  readonly attempt: number;
  readonly createdAt: number;
  readonly visibleAt: number;
  readonly segments: number;
  body: string;
  media: Medium[];
  status: MessageStatus;
  errorCode: number | null;
  sentAt: number | null;
  updatedAt: number;
  /** How many webhooks the customer was sent for it, if it is inbound. */
  announcements: number;
  /** How many status callbacks were fired. */
  callbacks: number;
  callbackChain: Promise<unknown>;
  heldCallback: (() => void) | null;
};

type Facts = Pick<
  Message,
  'direction' | 'author' | 'story' | 'key' | 'attempt' | 'createdAt' | 'visibleAt' | 'status'
>;

export function newMessage({ mediaUrls, ...order }: TextOrder, facts: Facts): Message {
  const ours = facts.direction === 'inbound' ? order.to : order.from;
  return {
    ...order,
    ...facts,
    sid: newSid(mediaUrls.length > 0 ? 'MM' : 'SM'),
    segments: segmentsOf(order.body, isTollFree(ours)),
    media: mediaUrls.map((url) => ({
      sid: newSid('ME'),
      contentType: 'image/png',
      url,
      createdAt: facts.createdAt,
      content: null,
    })),
    errorCode: null,
    sentAt: null,
    updatedAt: facts.createdAt,
    announcements: 0,
    callbacks: 0,
    callbackChain: Promise.resolve(),
    heldCallback: null,
  };
}

const LAST: readonly MessageStatus[] = [
  'delivered',
  'undelivered',
  'failed',
  'received',
  'canceled',
];

export function isSettled(message: Message): boolean {
  return LAST.includes(message.status);
}
