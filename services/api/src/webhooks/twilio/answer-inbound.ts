import type { Arrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { nobodyIn } from '@ringback/shared/db/own-number.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import type { AskingCall } from '@ringback/shared/providers/twilio/call-events.ts';
import { ANSWERED } from '@ringback/shared/providers/twilio/call-words.ts';
import { hangupTwiml } from '@ringback/shared/providers/twilio/twiml.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AnswerVoice, VoiceAnswer } from './answer-voice.ts';
import { PROVIDER } from './carrier-endpoint.ts';

type Deps = {
  arrivals: Pick<Arrivals, 'inboundCall'>;
  answerVoice: AnswerVoice;
  /** An outbound call is placed with its recording; an inbound one has to start its own. */
  record: boolean;
  readPhone: (text: string) => ParsedPhone;
  log: Logger;
  now: () => Date;
  newId: () => string;
};

/**
 * Answers an inbound call: the caller becomes, or already is, a lead. A caller without a number is
 * answered too, without a lead. An own number is not: two of our own agents would talk for ever.
 */
export function createAnswerInbound(deps: Deps) {
  const { arrivals, answerVoice, record, readPhone, log, now, newId } = deps;

  return async function answerInbound({ callSid, from, to }: AskingCall): Promise<VoiceAnswer> {
    const caller = otherParty({ direction: 'inbound', from, to });
    const phone = caller === null ? null : readPhone(caller);
    try {
      const { call } = await arrivals.inboundCall(
        {
          id: newId(),
          call_sid: callSid,
          from,
          to,
          provider: PROVIDER,
          provider_status: ANSWERED,
          payload: {},
          ...(phone?.ok ? { country: phone.country } : {}),
        },
        now(),
      );
      if (call.lead_id === null) {
        log.warn({ callId: call.id }, 'call from a withheld number: no lead');
      }
      return await answerVoice(call.id, callSid, { record });
    } catch (thrown) {
      const rule = nobodyIn(thrown);
      if (rule === null) throw thrown;
      return { result: rule, twiml: hangupTwiml() };
    }
  };
}
