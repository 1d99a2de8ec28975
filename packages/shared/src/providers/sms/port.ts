import type { CarrierError } from '../../domain/texts/carrier-error.ts';
import type { MessageStatus } from '../../domain/texts/message-status.ts';

/** Whoever can send a text for us, and tell what became of it. */
export type TextProvider = {
  /**
   * Resolves when the provider has taken the order. Fails with one of three words:
   * `provider_rejected`, `provider_unavailable` or `provider_unknown`.
   */
  send(order: TextOrder): Promise<SentText>;

  /** What the provider knows of a text; null if it has never heard of it. */
  fetch(messageSid: string): Promise<TextSnapshot | null>;

  /** Every text of these words to this number since then, whoever remembers sending it. */
  findTexts(query: { to: string; since: Date; body: string }): Promise<TextSnapshot[]>;

  /** Every text that people wrote to these senders between two moments. */
  listInbound(query: {
    senders: readonly string[];
    since: Date;
    until: Date;
  }): Promise<InboundPage>;

  /** The pictures that came with a text; none if the provider has never heard of it. */
  mediaOf(messageSid: string): Promise<{ url: string; type: string }[]>;
};

export type TextOrder = {
  to: string;
  /** A number of ours, or the provider's name for a pool of them. */
  sender: string;
  body: string;
  /** Our name for the text. Comes back with all news of it. */
  messageId: string;
  /** How long it may wait at the provider before it must not leave any more, in seconds. */
  validSeconds: number;
  mediaUrls?: string[];
};

/** `segments` is null as long as the provider does not know. */
export type SentText = { messageSid: string; status: MessageStatus; segments: number | null };

/** A text of a lead, as the provider remembers it. `service` is the pool of numbers it came through. */
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
  /** What the provider asks for it; null or not there while it does not say. */
  priceUsd?: number | null;
};

/** A provider's own numbers for what went wrong, and what they call for. */
export type TextErrors = {
  /** `code` is null when it gave none; `httpStatus` is there when the failure was an answer. */
  meaningOf(failure: { code: number | null; httpStatus?: number | undefined }): CarrierError;

  /** Its codes that call for this, as rows keep them. */
  codesFor(next: CarrierError['next']): string[];

  /**
   * Whether the number that a text was to leave from is not the account's but another provider's, as
   * those are that a lead writes to there: no other try and no pause makes this one send from it.
   */
  isForeignSender(code: number | null): boolean;
};

/** What became of a text of ours, as its provider tells it. */
export type DeliveryNews = {
  provider: string;
  kind: 'callback';
  message_id: string | undefined;
  provider_sid: string;
  /** Not there for a word that we do not know. */
  status: MessageStatus | undefined;
  provider_status: string;
  /** The provider's own number for what went wrong; see `TextErrors`. */
  error_code: number | undefined;
  from: string | undefined;
};

/** A text of a lead in our words. `service` is the pool of numbers it came through. */
export type InboundTextNews = {
  provider: string;
  provider_sid: string;
  from: string;
  to: string;
  service?: string | undefined;
  body: string;
  media: { url: string; type: string }[];
  segments?: number | undefined;
  /** What the carrier itself took it for, and answered, where that is switched on. */
  carrier_opt_out?: 'STOP' | 'START' | 'HELP' | undefined;
};

/** Reads what a provider tells of texts. Each throws a `ZodError` for a form that does not fit. */
export type TextNewsReader = {
  readDelivery(form: unknown, messageId: string | undefined): DeliveryNews;
  readInbound(form: unknown): InboundTextNews;
};
