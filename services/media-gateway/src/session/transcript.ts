import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { EarlierTurn } from '@ringback/shared/providers/conversation/port.ts';
import type { TurnTaking } from '../audio/turn-taking.ts';
import type { ConversationLog } from '../record/conversation-log.ts';

type Kept = { record: ConversationLog; turns: Pick<TurnTaking, 'heard'> };

export type Transcript = ReturnType<typeof createTranscript>;

/** What was said in this call, before this stream and on it, as far as it was heard. */
export function createTranscript(earlier: OpenedSession['turns'], { record, turns }: Kept) {
  const heardAt = (nowMs: number) => (itemId: string) => turns.heard(itemId, nowMs);
  return {
    /** For a model that has to take over. */
    soFar: (nowMs: number): EarlierTurn[] => [...earlier, ...record.turns(heardAt(nowMs))],

    /** For the session that takes over this call, with the first free sequence number. */
    handover(nowMs: number) {
      const said = record.handover(heardAt(nowMs));
      return { turns: [...earlier, ...said.turns], firstSeq: said.firstSeq };
    },

    /** The turns to write now. `over`: no more will come. */
    due: (nowMs: number, over: boolean) => record.due(heardAt(nowMs), over),
  };
}
