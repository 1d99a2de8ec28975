import { z } from 'zod';
import type { CallEventReader, RecordingEvent } from '../calls/port.ts';
import { statusFromTwilio, transferFromTwilio } from './call-words.ts';
import { CALL_SID, CALL_SID_EXPECTED, RECORDING_SID } from './sids.ts';

const CallSid = z.string().regex(CALL_SID, CALL_SID_EXPECTED);
/** The largest integer of the database. */
const whole = z.coerce.number().int().min(0).max(2_147_483_647);

/** The error names what stood there. */
const TELLING = { reportInput: true };

/** Form fields of a status callback that we use; Twilio adds others without notice. */
const StatusForm = z.object({
  CallSid,
  CallStatus: z.string().max(40),
  Direction: z.string().optional().catch(undefined),
  From: z.string().max(200).optional().catch(undefined),
  To: z.string().max(200).optional().catch(undefined),
  SequenceNumber: whole.optional(),
  /** Seconds. `Duration` is minutes, rounded up for the bill. */
  CallDuration: whole.optional(),
  AnsweredBy: z.string().max(40).optional(),
  SipResponseCode: z.string().max(10).optional(),
  Timestamp: z.string().max(64).optional(),
});

const AmdForm = z.object({
  CallSid,
  AnsweredBy: z.string().max(40),
  MachineDetectionDuration: z.string().max(20).optional(),
});

const RecordingForm = z.object({
  CallSid,
  RecordingSid: z.string().regex(RECORDING_SID, 'RE and 32 hexadecimal characters'),
  RecordingUrl: z.string().max(500).optional(),
  RecordingStatus: z.string().max(40),
  RecordingDuration: whole.optional(),
});

/** A caller who waits is answered, whatever stands here: a long address, or nothing. */
const party = z
  .string()
  .transform((text) => text.trim().slice(0, 200))
  .catch('');

const VoiceForm = z.object({
  CallSid,
  From: party,
  To: party,
  Direction: z.string().max(40).optional(),
  CallStatus: z.string().max(40).optional(),
  AnsweredBy: z.string().max(40).optional(),
});

const TransferForm = z.object({
  CallSid,
  DialCallStatus: z.string().max(40).optional(),
  DialCallDuration: whole.optional(),
  DialBridged: z.string().max(10).optional(),
});

/** The result of a transfer, in our words. */
export function readTransferEvent(body: unknown) {
  const form = TransferForm.parse(body, TELLING);
  return {
    callSid: form.CallSid,
    result: transferFromTwilio(form.DialCallStatus, form.DialBridged),
    facts: { dial_status: form.DialCallStatus, seconds: form.DialCallDuration },
  };
}

/** The request to the fallback address: for which call, and which address did not answer. */
export function readFallback(form: Record<string, string>) {
  return { callSid: form['CallSid'] ?? '', failedUrl: form['ErrorUrl'] ?? null };
}

/** The request for what to do with a call: its sid, and the numbers at both ends. */
export type AskingCall = { callSid: string; from: string; to: string };

export function readAskingCall(body: unknown): AskingCall {
  const { CallSid: callSid, From: from, To: to } = VoiceForm.parse(body, TELLING);
  return { callSid, from, to };
}

/**
 * The result of a transfer is reported once, with the first request: a repeated request has to
 * carry it along. `dialStatus` is the reported one.
 */
export const dialResultIn = (form: unknown): unknown => Object(form).DialCallStatus;
export const withDialResult = (form: unknown, dialStatus: unknown): object => ({
  DialCallStatus: dialStatus,
  ...Object(form),
});

export function readRecordingEvent(body: unknown): RecordingEvent {
  const form = RecordingForm.parse(body, TELLING);
  return {
    provider: 'twilio',
    callSid: form.CallSid,
    recordingSid: form.RecordingSid,
    status: form.RecordingStatus,
    url: form.RecordingUrl,
    seconds: form.RecordingDuration,
  };
}

/** A status callback as one carrier event in our words. */
export function readStatusEvent(body: unknown, callId: string | undefined) {
  const form = StatusForm.parse(body, TELLING);
  return {
    provider: 'twilio',
    kind: 'status' as const,
    call_id: callId,
    call_sid: form.CallSid,
    direction: directionFrom(form.Direction),
    from: form.From,
    to: form.To,
    status: statusFromTwilio(form.CallStatus),
    provider_status: form.CallStatus,
    sequence: form.SequenceNumber,
    duration_seconds: form.CallDuration,
    answered_by: form.AnsweredBy,
    end_reason: form.SipResponseCode && `sip_${form.SipResponseCode}`,
    payload: { sip: form.SipResponseCode, timestamp: form.Timestamp },
  };
}

/** `outbound-api` and `outbound-dial` are Twilio's words for calls that we placed. */
function directionFrom(word: string | undefined): 'inbound' | 'outbound' | undefined {
  if (word === 'inbound') return 'inbound';
  return word?.startsWith('outbound') ? 'outbound' : undefined;
}

/** The verdict of asynchronous answering machine detection. */
export function readAmdEvent(body: unknown, callId: string | undefined) {
  const form = AmdForm.parse(body, TELLING);
  return {
    provider: 'twilio',
    kind: 'amd' as const,
    call_id: callId,
    call_sid: form.CallSid,
    provider_status: form.AnsweredBy,
    answered_by: form.AnsweredBy,
    payload: { detection_ms: form.MachineDetectionDuration },
  };
}

export const TWILIO_CALL_EVENTS: CallEventReader = {
  readStatus: readStatusEvent,
  readVerdict: readAmdEvent,
  readRecording: readRecordingEvent,
};
