import type { ConversationEvents } from '@ringback/shared/providers/conversation/port.ts';
import type { LiveCall, Parts } from './session-parts.ts';

/** What a session does about the model's news, beside keeping account of it. */
type Handlers = Pick<ConversationEvents, 'audio' | 'lost' | 'callerStarted'> & {
  replyDone: (reply: Parameters<ConversationEvents['replyDone']>[0]) => void;
  heard: (text: string) => void;
};

type Call = { line: Pick<LiveCall['line'], 'mark'>; deps: Pick<LiveCall['deps'], 'now'> };

/** One model's news on one call. `isCurrent`: what a model says that was given up is not said any more. */
export function modelEvents(
  { line, deps: { now } }: Call,
  { turns, sound, record, watches, account, meter }: Parts,
  handlers: Handlers,
  isCurrent: () => boolean,
): ConversationEvents {
  return {
    audio: (turnId, itemId, payload) => {
      if (isCurrent()) handlers.audio(turnId, itemId, payload);
    },
    audioDone: (itemId) => {
      const mark = turns.audioDone(itemId);
      if (mark !== null) line.mark(mark);
    },
    replyStarted: (turnId) => turns.replyStarted(turnId),
    replyDone: (reply) => {
      turns.replyDone(reply.turnId);
      if (isCurrent()) handlers.replyDone(reply);
    },
    callerStarted: () => handlers.callerStarted(),
    callerStopped: (noticedAfterMs) => {
      const stoppedAtMs = performance.now() - noticedAfterMs;
      sound.stopped();
      account.leadStopped(stoppedAtMs);
      watches.silence.owesWords();
      meter.callerStopped(stoppedAtMs);
    },
    itemPlaced: ({ itemId, role, previousId }) => record.place(itemId, role, previousId, now()),
    callerText: (itemId, text) => {
      sound.understood();
      record.say(itemId, 'user', text, true, now());
      handlers.heard(text);
    },
    agentText: (itemId, text, done) => record.say(itemId, 'assistant', text, done, now()),
    lost: (reason) => {
      if (isCurrent()) handlers.lost(reason);
    },
  };
}
