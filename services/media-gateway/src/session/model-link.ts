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
type Sides = Pick<Parts, 'sound' | 'turns' | 'record' | 'transcript'>;

export type ModelLink = ReturnType<typeof createModelLink>;

/**
 * The connection to the voice model, and to the next one if it is lost. Every model that connects
 * gets the conversation so far. `eventsFor` makes the handlers of one model's events.
 */
export function createModelLink(
  { deps, log, opened }: Call,
  { sound, turns, record, transcript }: Sides,
  eventsFor: (isCurrent: () => boolean) => ConversationEvents,
) {
  const abort = new AbortController();
  const epochs = createEpochs();
  let conversation: Conversation | null = null;
  let isConnecting = false;
  let replacedAtMs = Number.NEGATIVE_INFINITY;

  /** `note`: what the model gets first if the lead has spoken before the model listened. */
  async function connect(note?: string): Promise<Connected | NoModel> {
    isConnecting = true;
    const { signal } = abort;
    const soFar = transcript.soFar(performance.now());
    const connecting = { deps, log, events: eventsFor(epochs.begin()), signal };
    const model = await connectModel(opened, soFar, connecting).finally(() => {
      isConnecting = false;
    });
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

    /** Connects another model in place of a lost one. */
    replace(nowMs: number): Promise<Connected | NoModel> {
      replacedAtMs = nowMs;
      return connect();
    },

    /** The model is lost: its unfinished replies stay unfinished. */
    drop() {
      epochs.end();
      conversation?.close();
      conversation = null;
      sound.disconnect();
      turns.modelLost();
      record.close();
    },

    /** Closes the connection for good, and aborts an attempt to connect. */
    close() {
      abort.abort();
      epochs.end();
      conversation?.close();
    },

    /** Null while no model is connected. */
    current: () => conversation,
    isConnecting: () => isConnecting,
    sinceReplacedMs: (nowMs: number) => nowMs - replacedAtMs,
  };
}

/** Tells the connected model from earlier ones, whose late events must be ignored. */
function createEpochs() {
  let epoch = 0;
  return {
    begin() {
      epoch += 1;
      const mine = epoch;
      return function isCurrent() {
        return mine === epoch;
      };
    },
    end() {
      epoch += 1;
    },
  };
}
