import type { CallStatus } from '../../domain/calls/call.ts';

/** Places calls for us, and reports what happened to them. */
export type CallProvider = {
  /**
   * Resolves when the provider has taken the order. Fails with one of three codes:
   * `provider_rejected`, `provider_unavailable` or `provider_unknown`.
   */
  dial(order: DialOrder): Promise<{ callSid: string }>;

  /** Ends a live call. A call that has ended already is no failure. */
  hangup(callSid: string): Promise<void>;

  /** What the provider knows of a call; null if it does not know the call. */
  fetch(callSid: string): Promise<CallSnapshot | null>;

  /** Every call to this number placed since then, by any process. */
  findCalls(query: { to: string; since: Date }): Promise<CallSnapshot[]>;
};

export type DialOrder = {
  to: string;
  /** What is dialed once the number answers. */
  extension?: string;
  /** Our name for the call. Comes back with every event about it. */
  callId: string;
  /** The longest the call may last, in seconds. */
  maxSeconds: number;
};

/** The meaning of the words that a provider has left in the row of a call. */
export type CallWords = {
  /** Whether its verdict on who picked up (`answered_by`) means that no human is there. */
  isMachine(answeredBy: string): boolean;
  isHuman(answeredBy: string): boolean;
  /** Whether the reason for the end (`end_reason`) means that this number will never ring. */
  isBadNumber(endReason: string): boolean;
  /** The provider's own voice holds its calls and reports nothing about their audio. */
  hasOwnVoice: boolean;
};

export type CallSnapshot = {
  callSid: string;
  status: CallStatus;
  providerStatus: string;
  direction: 'outbound' | 'inbound';
  placedAt: Date | null;
  durationSeconds: number | null;
  answeredBy: string | null;
  /** The provider's price; null or absent while it reports none. */
  priceUsd?: number | null;
};

/** Recordings, where a provider keeps them for us. */
export type Recordings = {
  /**
   * A WAV file, or the requested range of it. Throws `not_found` once the provider has deleted it.
   */
  fetch(recordingSid: string, range: string | undefined): Promise<Response>;

  /** Deletes it at the provider. A recording that is gone, or never existed, is no failure. */
  remove(recordingSid: string): Promise<void>;
};

/** One carrier event about a call, in our words: what `record_call_event` takes. */
export type CarrierCallEvent = {
  provider: string;
  /** `amd` is the verdict on who picked up. */
  kind: 'status' | 'amd';
  call_id: string | undefined;
  call_sid: string;
  direction?: 'inbound' | 'outbound' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Absent for a word that we do not know. */
  status?: CallStatus | undefined;
  provider_status: string;
  sequence?: number | undefined;
  duration_seconds?: number | undefined;
  answered_by?: string | undefined;
  end_reason?: string | undefined;
  payload: Record<string, string | undefined>;
};

export type RecordingEvent = {
  provider: string;
  callSid: string;
  recordingSid: string;
  status: string;
  url: string | undefined;
  seconds: number | undefined;
};

/** Reads a provider's events about calls. Each throws a `ZodError` for a form that does not fit. */
export type CallEventReader = {
  readStatus(form: unknown, callId: string | undefined): CarrierCallEvent;
  readVerdict(
    form: unknown,
    callId: string | undefined,
  ): CarrierCallEvent & { answered_by: string };
  readRecording(form: unknown): RecordingEvent;
};
