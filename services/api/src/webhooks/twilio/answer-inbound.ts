import type { Arrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { nobodyIn } from '@ringback/shared/db/own-number.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import type { AskingCall } from '@ringback/shared/providers/twilio/call-news.ts';
import { ANSWERED } from '@ringback/shared/providers/twilio/call-words.ts';
import { hangupTwiml } from '@ringback/shared/providers/twilio/twiml.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AnswerVoice, VoiceAnswer } from './answer-voice.ts';
import { PROVIDER } from './door.ts';

type Deps = {
  arrivals: Pick<Arrivals, 'inboundCall'>;
  answerVoice: AnswerVoice;
  /** An order asks for its recording itself; who rings us has ordered nothing. */
  record: boolean;
  readPhone: (text: string) => ParsedPhone;
  log: Logger;
  now: () => Date;
  newId: () => string;
};

/**
 * Somebody rings us: the caller becomes, or already is, a lead. Who shows no number is answered all the
 * same, as nobody we know. A number of our own is not: two of our own machines would talk for ever.
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
        log.warn({ callId: call.id }, 'a withheld number rings: no lead was found');
      }
      return await answerVoice(call.id, callSid, { record });
    } catch (thrown) {
      const rule = nobodyIn(thrown);
      if (rule === null) throw thrown;
      return { result: rule, twiml: hangupTwiml() };
    }
  };
}
