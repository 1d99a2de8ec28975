import type { OpenedSession } from '@ringback/shared/db/media-sessions.ts';
import type {
  Conversation,
  ConversationEvents,
  EarlierTurn,
  Opening,
} from '@ringback/shared/providers/conversation/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { instructionsFor } from './instructions.ts';
import type { SessionDeps } from './session-deps.ts';
import { toolOffers } from './tools.ts';

type Connecting = {
  deps: Pick<SessionDeps, 'model' | 'now' | 'recorded'>;
  log: Logger;
  events: ConversationEvents;
  signal: AbortSignal;
};

/** A model that knows this call and what was said on it; null if none can be reached. */
export async function connectModel(
  session: OpenedSession,
  turns: EarlierTurn[],
  { deps, log, events, signal }: Connecting,
): Promise<Conversation | null> {
  const opening = openingFor(session, turns, { now: deps.now(), recorded: deps.recorded });
  try {
    return await deps.model.start(opening, events, signal);
  } catch (thrown) {
    log.error({ err: AppError.from(thrown) }, 'voice model not reached');
    return null;
  }
}

function openingFor(
  session: OpenedSession,
  turns: EarlierTurn[],
  options: { now: Date; recorded: boolean },
): Opening {
  const { agent } = session;
  return {
    instructions: instructionsFor(session, options),
    voice: agent?.voice ?? 'marin',
    model: agent?.model ?? null,
    tools: toolOffers(agent?.tools ?? []),
    turns,
  };
}

const STANDARD_SECONDS = 900;

/** How long the call may still last; a call that goes on after a gateway died has had some of it. */
export function secondsLeft({ agent, call, turns }: OpenedSession, now: Date): number {
  const whole = agent?.max_seconds ?? STANDARD_SECONDS;
  if (turns.length === 0 || !call.answered_at) return whole;
  const spent = (now.getTime() - Date.parse(call.answered_at)) / 1000;
  return Math.max(0, whole - Math.max(0, spent));
}
