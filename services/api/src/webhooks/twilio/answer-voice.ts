import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { Decisions } from '@ringback/shared/db/decisions.ts';
import { judgeNumber, type NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { NUMBER_TABLE } from '@ringback/shared/domain/policy/number-ranges.ts';
import {
  hashToken,
  MEDIA_STREAM_PATH,
  STREAM_PARAMETERS,
  STREAM_TOKEN_MS,
} from '@ringback/shared/providers/stream-token.ts';
import {
  apologyTwiml,
  hangupTwiml,
  streamTwiml,
  transferTwiml,
} from '@ringback/shared/providers/twilio/twiml.ts';

type Deps = {
  mediaSessions: Pick<MediaSessions, 'gate'>;
  decisions: Pick<Decisions, 'deny'>;
  numbers: NumberRules;
  publicUrl: string;
  mediaPublicUrl: string;
  newToken: () => string;
  now: () => Date;
};

const WAIT_SECONDS = 1;

export type VoiceAnswer = { result: string; twiml: string; callId?: string };
export type AnswerVoice = (
  callId: string | null,
  callSid: string,
  options?: {
    /** Starts the recording here: the carrier has not been asked for it yet. */
    record?: boolean;
  },
) => Promise<VoiceAnswer>;

/** What a connected call does next. Only the physical call that we know of gets a stream. */
export function createAnswerVoice(deps: Deps): AnswerVoice {
  const { mediaSessions, decisions, numbers, publicUrl, mediaPublicUrl, newToken, now } = deps;

  return async function answerVoice(callId, callSid, { record = false } = {}) {
    const at = now();
    const token = newToken();
    const expiresAt = new Date(at.getTime() + STREAM_TOKEN_MS);
    const gate = await mediaSessions.gate(
      { callId, callSid, tokenHash: hashToken(token), expiresAt },
      at,
    );
    if (gate.verdict === 'stream' && gate.call_id) {
      const twiml = streamTwiml({
        streamUrl: `${mediaPublicUrl}${MEDIA_STREAM_PATH}`,
        parameters: { [STREAM_PARAMETERS.callId]: gate.call_id, [STREAM_PARAMETERS.token]: token },
        afterUrl: `${publicUrl}/webhooks/twilio/voice?call=${gate.call_id}`,
        // A gateway that has just died is replaced at once; one that is still unavailable is waited
        // for.
        ...(record && {
          recordingUrl: `${publicUrl}/webhooks/twilio/voice/recording?call=${gate.call_id}`,
        }),
        ...(gate.tries && { wait: { seconds: WAIT_SECONDS, language: gate.language } }),
      });
      return { result: 'stream', twiml, callId: gate.call_id };
    }
    if (gate.verdict === 'transfer' && gate.transfer_number) {
      // A call to a colleague's number costs as much as one to a lead, and settings may have
      // changed since it was saved.
      const target = judgeNumber(gate.transfer_number, numbers);
      if (!target.ok) {
        const number = { why: target.reason, range: target.range, table: NUMBER_TABLE };
        const evidence = { transfer: true, number };
        const denial = { leadId: null, rule: 'undialable', reason: target.detail, evidence };
        await decisions.deny({ ...denial, ...(gate.call_id ? { callId: gate.call_id } : {}) }, at);
        return { result: 'undialable', twiml: apologyTwiml(gate.language ?? 'en') };
      }
      const afterUrl = `${publicUrl}/webhooks/twilio/voice/transfer?call=${gate.call_id}`;
      return { result: 'transfer', twiml: transferTwiml(gate.transfer_number, afterUrl) };
    }
    if (gate.verdict === 'no_media' || gate.verdict === 'apology') {
      return { result: gate.verdict, twiml: apologyTwiml(gate.language) };
    }
    return { result: gate.verdict, twiml: hangupTwiml() };
  };
}
