import type { CarrierError } from '../../domain/texts/carrier-error.ts';
import type { MessageStatus } from '../../domain/texts/message-status.ts';

/** Sends texts for us, and reports what happened to them. */
export type TextProvider = {
  /**
   * Resolves when the provider has taken the order. Fails with one of three codes:
   * `provider_rejected`, `provider_unavailable` or `provider_unknown`.
   */
  send(order: TextOrder): Promise<SentText>;

  /** What the provider knows of a text; null if it does not know the text. */
  fetch(messageSid: string): Promise<TextSnapshot | null>;

  /** Every text of these words to this number since then, sent by any process. */
  findTexts(query: { to: string; since: Date; body: string }): Promise<TextSnapshot[]>;

  /** Every text that people wrote to these senders between two moments. */
  listInbound(query: {
    senders: readonly string[];
    since: Date;
    until: Date;
  }): Promise<InboundPage>;

  /** The pictures that came with a text; none if the provider does not know the text. */
  mediaOf(messageSid: string): Promise<{ url: string; type: string }[]>;
};

export type TextOrder = {
  to: string;
  /** An own number, or the provider's name for a pool of them. */
  sender: string;
  body: string;
  /** Our name for the text. Comes back with every event about it. */
  messageId: string;
  /** How long it may wait at the provider before it must not leave any more, in seconds. */
  validSeconds: number;
  mediaUrls?: string[];
};

/** `segments` is null as long as the provider does not know. */
export type SentText = { messageSid: string; status: MessageStatus; segments: number | null };

/**
 * A text of a lead, as the provider stores it. `service` is the pool of numbers that it came
 * through.
 */
export type InboundSnapshot = {
  messageSid: string;
  from: string;
  to: string;
  service: string | null;
  body: string;
  mediaCount: number;
  segments: number | null;
  writtenAt: Date;
};

export type InboundPage = {
  /** The oldest first. */
  texts: InboundSnapshot[];
  /** False: a sender had more than are read at once, and its oldest are missing. */
  isWhole: boolean;
};

export type TextSnapshot = {
  messageSid: string;
  status: MessageStatus;
  providerStatus: string;
  direction: 'outbound' | 'inbound';
  errorCode: number | null;
  segments: number | null;
  createdAt: Date | null;
  /** The provider's price; null or absent while it reports none. */
  priceUsd?: number | null;
};

/** A provider's own error codes, and what they call for. */
export type TextErrors = {
  /** `code` is null when it gave none; `httpStatus` is present when the failure was an answer. */
  meaningOf(failure: { code: number | null; httpStatus?: number | undefined }): CarrierError;

  /** Its codes that call for this, as rows keep them. */
  codesFor(next: CarrierError['next']): string[];

  /**
   * Whether the own number belongs to another provider's account, as the number of a lead's text
   * there does: no retry and no pause makes this provider send from it.
   */
  isForeignSender(code: number | null): boolean;
};

/** One provider event about a text of ours. */
export type DeliveryEvent = {
  provider: string;
  kind: 'callback';
  message_id: string | undefined;
  provider_sid: string;
  /** Absent for a word that we do not know. */
  status: MessageStatus | undefined;
  provider_status: string;
  /** The provider's own error code; see `TextErrors`. */
  error_code: number | undefined;
  from: string | undefined;
};

/** A text of a lead in our words. `service` is the pool of numbers that it came through. */
export type InboundTextEvent = {
  provider: string;
  provider_sid: string;
  from: string;
  to: string;
  service?: string | undefined;
  body: string;
  media: { url: string; type: string }[];
  segments?: number | undefined;
  /** The keyword that the carrier itself recognized and answered, where that is switched on. */
  carrier_opt_out?: 'STOP' | 'START' | 'HELP' | undefined;
};

/** Reads a provider's events about texts. Each throws a `ZodError` for a form that does not fit. */
export type TextEventReader = {
  readDelivery(form: unknown, messageId: string | undefined): DeliveryEvent;
  readInbound(form: unknown): InboundTextEvent;
};

/** What a carrier answers when a picture of a text is fetched. */
export type FetchedMedia =
  | { kind: 'file'; bytes: Uint8Array }
  /** It has more bytes than are kept. */
  | { kind: 'too_large' }
  /** The carrier does not have it: not yet, or not any more. */
  | { kind: 'missing' }
  /** The address is none of the carrier's, or leads into a private network. */
  | { kind: 'refused'; why: string };

/** The pictures of a carrier's texts, in both directions. */
export type CarrierMedia = {
  /**
   * The bytes at an address that came with a text. Credentials go to the carrier alone. Fails with
   * `provider_unavailable` where the carrier does not answer, or not in time.
   */
  fetch(url: string, signal: AbortSignal): Promise<FetchedMedia>;

  /** The carrier deletes its copy; one that it does not have is as good. */
  remove(url: string): Promise<void>;

  /** Why pictures cannot be sent this way, for people to read; null: they can. */
  sendFault(way: { to: string; sender: string }): string | null;
};
