import type { Arrivals } from '@ringback/shared/db/arrivals.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import type { VoiceForm } from '@ringback/shared/providers/calls/twilio-news.ts';
import { hangupTwiml } from '@ringback/shared/providers/calls/twiml.ts';
import type { AnswerVoice, VoiceAnswer } from './answer-voice.ts';

type Deps = {
  arrivals: Pick<Arrivals, 'inboundCall'>;
  answerVoice: AnswerVoice;
  readPhone: (text: string) => ParsedPhone;
  now: () => Date;
  newId: () => string;
};

const E164 = /^\+[1-9]\d{6,14}$/;

/** Words on a keypad that Twilio puts in place of a number that was not shown: anonymous, restricted … */
const WITHHELD = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
  '+464',
]);

/**
 * Somebody rings us: the caller becomes, or already is, a lead. Who shows no number cannot be one
 * lead of many, and is not answered.
 */
export function createAnswerInbound(deps: Deps) {
  const { arrivals, answerVoice, readPhone, now, newId } = deps;

  return async ({ CallSid, From, To }: VoiceForm): Promise<VoiceAnswer> => {
    if (!E164.test(From) || WITHHELD.has(From)) {
      return { result: 'anonymous', twiml: hangupTwiml() };
    }
    const caller = readPhone(From);
    const { call } = await arrivals.inboundCall(
      {
        id: newId(),
        call_sid: CallSid,
        from: From,
        to: To,
        provider: 'twilio',
        payload: {},
        ...(caller.ok ? { country: caller.country } : {}),
      },
      now(),
    );
    return answerVoice(call.id, CallSid);
  };
}
