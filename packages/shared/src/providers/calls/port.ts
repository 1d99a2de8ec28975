import type { CallStatus } from '../../domain/calls/call.ts';

/** Whoever can ring a telephone for us, and tell what became of it. */
export type CallProvider = {
  /**
   * Resolves when the provider has taken the order. Fails with one of three words:
   * `provider_rejected`, `provider_unavailable` or `provider_unknown`.
   */
  dial(order: DialOrder): Promise<{ callSid: string }>;

  /** Ends a live call. A call that has ended already is no failure. */
  hangup(callSid: string): Promise<void>;

  /** What the provider knows of a call; null if it has never heard of it. */
  fetch(callSid: string): Promise<CallSnapshot | null>;

  /** Every call to this number placed since then, whoever remembers placing it. */
  findCalls(query: { to: string; since: Date }): Promise<CallSnapshot[]>;
};

export type DialOrder = {
  to: string;
  /** What is dialed once the line answers. */
  extension?: string;
  /** Our name for the call. Comes back with all news of it. */
  callId: string;
  /** The longest the call may last, in seconds. */
  maxSeconds: number;
};

/** What the words mean that a provider has left in the row of a call. */
export type CallWords = {
  /** Whether its verdict on who picked up (`answered_by`) means that no human is there. */
  isMachine(answeredBy: string): boolean;
  isHuman(answeredBy: string): boolean;
  /** Whether the reason for the end (`end_reason`) means that this number will never ring. */
  isBadNumber(endReason: string): boolean;
  /** The provider's own voice talks on its calls, and tells us nothing of its sound. */
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
  /** What the provider asks for it; null or not there while it does not say. */
  priceUsd?: number | null;
};

/** The sound of recorded calls, where a provider keeps it for us. */
export type Recordings = {
  /** A WAV file, or the asked-for range of it. Throws `not_found` once the provider has deleted it. */
  fetch(recordingSid: string, range: string | undefined): Promise<Response>;

  /** Deletes it at the provider. One that is not there any more, or never was there, is no failure. */
  remove(recordingSid: string): Promise<void>;
};

/** One piece of news about a call, in our words: what `record_call_event` takes. */
export type CallNews = {
  provider: string;
  /** `amd` is the verdict on who picked up. */
  kind: 'status' | 'amd';
  call_id: string | undefined;
  call_sid: string;
  direction?: 'inbound' | 'outbound' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Not there for a word that we do not know. */
  status?: CallStatus | undefined;
  provider_status: string;
  sequence?: number | undefined;
  duration_seconds?: number | undefined;
  answered_by?: string | undefined;
  end_reason?: string | undefined;
  payload: Record<string, string | undefined>;
};

export type RecordingNews = {
  provider: string;
  callSid: string;
  recordingSid: string;
  status: string;
  url: string | undefined;
  seconds: number | undefined;
};

/** Reads what a provider tells of calls. Each throws a `ZodError` for a form that does not fit. */
export type CallNewsReader = {
  readStatus(form: unknown, callId: string | undefined): CallNews;
  readVerdict(form: unknown, callId: string | undefined): CallNews & { answered_by: string };
  readRecording(form: unknown): RecordingNews;
};
