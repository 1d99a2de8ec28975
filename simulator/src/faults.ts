import { z } from 'zod';

const share = z.number().min(0).max(1);
const ms = z.number().min(0);

/** Faults that can be requested. Shares are per call (or session, or request); 0 is never. */
const Faults = z.strictObject({
  /** The account's dialing pace; faster calls wait in `queued`. */
  calls_per_second: z.number().positive(),
  rest: z.strictObject({
    lose_response_after_accept: share,
    error_500_after_accept: share,
    error_500_before: share,
    too_many_requests: share,
    latency_ms: ms,
    list_lag_ms: ms,
  }),
  callbacks: z.strictObject({
    duplicate: share,
    reorder: share,
    drop: share,
    delay_ms: ms,
    late_ms: ms,
  }),
  texts: z.strictObject({
    /** Each sender's pace in segments; faster texts wait in `queued`. */
    messages_per_second: z.number().positive(),
    /** Shares of texts that are filtered (30007), lost (30008), or delivered without a receipt. */
    filtered: share,
    undelivered: share,
    no_receipt: share,
    inbound_drop: share,
    inbound_duplicate: share,
    inbound_delay_ms: ms,
    media_late_ms: ms,
    /** What the carrier does with STOP and similar keywords: block and answer, only block, or nothing. */
    keywords: z.enum(['reply', 'block', 'off']),
    /** Names the keyword in the inbound webhook, as Advanced Opt-Out does. */
    advanced_opt_out: z.boolean(),
  }),
  media: z.strictObject({ cut: share, half_open: share, gap: share, jitter_ms: ms }),
  realtime: z.strictObject({
    /** Shares of sessions that are refused for the account (401), or for an outage (503). */
    refused: share,
    unavailable: share,
    /** Sessions that are granted and never speak. */
    mute: share,
    failed_response: share,
    abrupt_close: share,
    late_transcription_ms: ms,
    slow_first_audio_ms: ms,
    /** Length of a session after which it expires; 0 is the real hour. */
    session_expires_ms: ms,
  }),
  responses: z.strictObject({
    refusal: share,
    incomplete: share,
    half_json: share,
    wrong_enum: share,
    invented_quote: share,
    /** The model obeys a lead that gives it orders. */
    injection_victim: share,
    /** A reply far too long, with links. */
    overlong: share,
    rate_limited: share,
    insufficient_quota: share,
    hang: share,
    /** How many of the next requests get a 500. */
    error_500_next: z.number().int().min(0),
  }),
});

export type Faults = z.output<typeof Faults>;

/** What `PUT /sim/faults` takes: any part of the settings, and nothing unknown. */
export const FaultsUpdate = z.strictObject({
  calls_per_second: Faults.shape.calls_per_second.optional(),
  rest: Faults.shape.rest.partial().optional(),
  callbacks: Faults.shape.callbacks.partial().optional(),
  texts: Faults.shape.texts.partial().optional(),
  media: Faults.shape.media.partial().optional(),
  realtime: Faults.shape.realtime.partial().optional(),
  responses: Faults.shape.responses.partial().optional(),
});

export type FaultsUpdate = z.input<typeof FaultsUpdate>;

export function noFaults(): Faults {
  return {
    calls_per_second: 30,
    rest: {
      lose_response_after_accept: 0,
      error_500_after_accept: 0,
      error_500_before: 0,
      too_many_requests: 0,
      latency_ms: 0,
      list_lag_ms: 0,
    },
    callbacks: { duplicate: 0, reorder: 0, drop: 0, delay_ms: 0, late_ms: 0 },
    texts: {
      messages_per_second: 30,
      filtered: 0,
      undelivered: 0,
      no_receipt: 0,
      inbound_drop: 0,
      inbound_duplicate: 0,
      inbound_delay_ms: 0,
      media_late_ms: 0,
      keywords: 'reply',
      advanced_opt_out: false,
    },
    media: { cut: 0, half_open: 0, gap: 0, jitter_ms: 0 },
    realtime: {
      refused: 0,
      unavailable: 0,
      mute: 0,
      failed_response: 0,
      abrupt_close: 0,
      late_transcription_ms: 0,
      slow_first_audio_ms: 0,
      session_expires_ms: 0,
    },
    responses: {
      refusal: 0,
      incomplete: 0,
      half_json: 0,
      wrong_enum: 0,
      invented_quote: 0,
      injection_victim: 0,
      overlong: 0,
      rate_limited: 0,
      insufficient_quota: 0,
      hang: 0,
      error_500_next: 0,
    },
  };
}

/** Changes only what the update names. Throws a ZodError for a name or value that does not exist. */
export function updateFaults(faults: Faults, update: unknown): void {
  const parsed = FaultsUpdate.parse(update);
  faults.calls_per_second = parsed.calls_per_second ?? faults.calls_per_second;
  Object.assign(faults.rest, parsed.rest);
  Object.assign(faults.callbacks, parsed.callbacks);
  Object.assign(faults.texts, parsed.texts);
  Object.assign(faults.media, parsed.media);
  Object.assign(faults.realtime, parsed.realtime);
  Object.assign(faults.responses, parsed.responses);
}
