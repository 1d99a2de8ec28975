import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type {
  Conversation,
  ConversationEvents,
} from '@ringback/shared/providers/conversation/port.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { type Connected, connectModel, type NoModel } from './opening.ts';
import type { SessionDeps } from './session-deps.ts';
import type { Parts } from './session-parts.ts';

type Call = {
  deps: Pick<SessionDeps, 'model' | 'modelNews' | 'now' | 'recorded'>;
  log: Logger;
  opened: OpenedSession;
};
type Sides = Pick<Parts, 'sound' | 'turns' | 'record' | 'talk'>;

export type ModelLink = ReturnType<typeof createModelLink>;

/**
 * The line to the voice model, and to the next one if it is lost: whoever connects knows the talk so
 * far. `eventsFor`: who hears a model's news, and whether that model still has the call.
 */
export function createModelLink(
  { deps, log, opened }: Call,
  { sound, turns, record, talk }: Sides,
  eventsFor: (isCurrent: () => boolean) => ConversationEvents,
) {
  const abort = new AbortController();
  let conversation: Conversation | null = null;
  let isConnecting = false;
  /** News of a model that was given up is not news any more. */
  let epoch = 0;
  let replacedAtMs = Number.NEGATIVE_INFINITY;

  const takeTurn = () => {
    epoch += 1;
    const mine = epoch;
    return eventsFor(() => mine === epoch);
  };

  /** `note`: what a model is told before it hears a lead who was faster than it. */
  async function connect(note?: string): Promise<Connected | NoModel> {
    isConnecting = true;
    const { signal } = abort;
    const connecting = { deps, log, events: takeTurn(), signal };
    const model = await connectModel(opened, talk.soFar(performance.now()), connecting).finally(
      () => {
        isConnecting = false;
      },
    );
    if (typeof model === 'string') return model;
    if (signal.aborted) {
      model.close();
      return { again: true, saidHello: false };
    }
    conversation = model;
    const saidHello = sound.hasUnheardWords();
    if (saidHello && note) model.tell(note, { by: 'system', answer: false });
    return { again: sound.connect(model), saidHello };
  }

  return {
    connect,

    /** Another model in place of a lost one. */
    replace(nowMs: number): Promise<Connected | NoModel> {
      replacedAtMs = nowMs;
      return connect();
    },

    /** The model is lost or given up: what it had begun stays as it is. */
    drop() {
      epoch += 1;
      conversation?.close();
      conversation = null;
      sound.disconnect();
      turns.modelLost();
      record.close();
    },

    /** For good; an attempt to connect that is under way is given up. */
    close() {
      abort.abort();
      epoch += 1;
      conversation?.close();
    },

    /** Null while no model has the call. */
    current: () => conversation,
    isConnecting: () => isConnecting,
    sinceReplacedMs: (nowMs: number) => nowMs - replacedAtMs,
  };
}
