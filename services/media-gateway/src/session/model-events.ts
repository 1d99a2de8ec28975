import type { ConversationEvents } from '@ringback/shared/providers/conversation/port.ts';
import type { LiveCall, Parts } from './session-parts.ts';

/** What a session does on the model's events, beside recording them. */
type Handlers = Pick<ConversationEvents, 'audio' | 'lost' | 'callerStarted'> & {
  replyDone: (reply: Parameters<ConversationEvents['replyDone']>[0]) => void;
  heard: (text: string) => void;
};

type Call = { line: Pick<LiveCall['line'], 'mark'>; deps: Pick<LiveCall['deps'], 'now'> };

/** Handles one model's events on one call. `isCurrent`: events of a replaced model are ignored. */
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
    callerText: (itemId, text, done) => {
      record.say(itemId, 'user', text, done, now());
      if (!done) return;
      sound.understood();
      handlers.heard(text);
    },
    agentText: (itemId, text, done) => record.say(itemId, 'assistant', text, done, now()),
    lost: (reason) => {
      if (isCurrent()) handlers.lost(reason);
    },
  };
}
