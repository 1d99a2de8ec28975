import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import { wasTaken } from '@ringback/shared/domain/calls/transfer.ts';
import { readTransferEvent } from '@ringback/shared/providers/twilio/call-events.ts';
import { hangupTwiml } from '@ringback/shared/providers/twilio/twiml.ts';
import type { AnswerVoice, VoiceAnswer } from './answer-voice.ts';

type Deps = {
  mediaSessions: Pick<MediaSessions, 'transferEnded'>;
  answerVoice: AnswerVoice;
  now: () => Date;
};

/**
 * Continues a transferred call: the person has hung up, or did not answer. The agent returns and
 * says so, so that the line does not go dead.
 */
export function createAfterTransfer({ mediaSessions, answerVoice, now }: Deps) {
  return async function afterTransfer(callId: string | null, form: unknown): Promise<VoiceAnswer> {
    const { callSid, result, facts } = readTransferEvent(form);
    const isOurs = await mediaSessions.transferEnded(callSid, result, facts, now());
    if (!isOurs || wasTaken(result)) {
      return { result: isOurs ? result : 'stranger', twiml: hangupTwiml() };
    }
    const next = await answerVoice(callId, callSid);
    return { ...next, result: `${result}_${next.result}` };
  };
}
