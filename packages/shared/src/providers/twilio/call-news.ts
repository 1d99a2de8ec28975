import { z } from 'zod';
import type { CallNewsReader, RecordingNews } from '../calls/port.ts';
import { statusFromTwilio, transferFromTwilio } from './call-words.ts';
import { CALL_SID, CALL_SID_EXPECTED, RECORDING_SID } from './sids.ts';

const CallSid = z.string().regex(CALL_SID, CALL_SID_EXPECTED);
/** As large as the database counts. */
const whole = z.coerce.number().int().min(0).max(2_147_483_647);

/** What does not fit says what stood there. */
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

/** Whoever waits on the line is answered, whatever stands here: a long address, or nothing. */
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

/** What became of putting a call through, in our words. */
export function readTransferNews(body: unknown) {
  const form = TransferForm.parse(body, TELLING);
  return {
    callSid: form.CallSid,
    result: transferFromTwilio(form.DialCallStatus, form.DialBridged),
    facts: { dial_status: form.DialCallStatus, seconds: form.DialCallDuration },
  };
}

/** The question that comes to the fallback address: of which call, and which address did not answer. */
export function readFallback(form: Record<string, string>) {
  return { callSid: form['CallSid'] ?? '', failedUrl: form['ErrorUrl'] ?? null };
}

/** A call that asks what to do: its sid, and who is at either end. */
export type AskingCall = { callSid: string; from: string; to: string };

export function readAskingCall(body: unknown): AskingCall {
  const { CallSid: callSid, From: from, To: to } = VoiceForm.parse(body, TELLING);
  return { callSid, from, to };
}

/**
 * What became of a transfer is told once, with the first question: whoever is asked to ask again has to
 * bring it along. `told` is what was brought.
 */
export const dialResultIn = (form: unknown): unknown => Object(form).DialCallStatus;
export const withDialResult = (form: unknown, told: unknown): object => ({
  DialCallStatus: told,
  ...Object(form),
});

export function readRecordingNews(body: unknown): RecordingNews {
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

/** A status callback as one piece of news in our words. */
export function readStatusNews(body: unknown, callId: string | undefined) {
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

/** `outbound-api` and `outbound-dial` are Twilio's words for calls that began with us. */
function directionFrom(word: string | undefined): 'inbound' | 'outbound' | undefined {
  if (word === 'inbound') return 'inbound';
  return word?.startsWith('outbound') ? 'outbound' : undefined;
}

/** The verdict of asynchronous answering machine detection. */
export function readAmdNews(body: unknown, callId: string | undefined) {
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

export const TWILIO_CALL_NEWS: CallNewsReader = {
  readStatus: readStatusNews,
  readVerdict: readAmdNews,
  readRecording: readRecordingNews,
};
