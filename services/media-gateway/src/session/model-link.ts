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
  const terms = createTerms();
  let conversation: Conversation | null = null;
  let isConnecting = false;
  let replacedAtMs = Number.NEGATIVE_INFINITY;

  /** `note`: what a model is told before it hears a lead who was faster than it. */
  async function connect(note?: string): Promise<Connected | NoModel> {
    isConnecting = true;
    const { signal } = abort;
    const connecting = { deps, log, events: eventsFor(terms.begin()), signal };
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
      terms.end();
      conversation?.close();
      conversation = null;
      sound.disconnect();
      turns.modelLost();
      record.close();
    },

    /** For good; an attempt to connect that is under way is given up. */
    close() {
      abort.abort();
      terms.end();
      conversation?.close();
    },

    /** Null while no model has the call. */
    current: () => conversation,
    isConnecting: () => isConnecting,
    sinceReplacedMs: (nowMs: number) => nowMs - replacedAtMs,
  };
}

/** Which model has the call: news of one that was given up is not news any more. */
function createTerms() {
  let term = 0;
  return {
    begin() {
      term += 1;
      const mine = term;
      return function isCurrent() {
        return mine === term;
      };
    },
    end() {
      term += 1;
    },
  };
}
