import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { SilenceReason } from '@ringback/shared/domain/calls/heard.ts';
import type {
  Conversation,
  ConversationEvents,
  EarlierTurn,
  Opening,
} from '@ringback/shared/providers/conversation/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { toolOffers } from '../tools/tools.ts';
import { instructionsFor } from './instructions.ts';
import { NOTES } from './notes.ts';
import type { SessionDeps } from './session-deps.ts';

type Connecting = {
  deps: Pick<SessionDeps, 'model' | 'modelNews' | 'now' | 'recorded'>;
  log: Logger;
  events: ConversationEvents;
  signal: AbortSignal;
};

/** Why there is no model: it said no and would again, or it cannot be reached. */
export type NoModel = 'refused' | 'unreachable';

export type Connected = {
  /** The model has just heard a sentence that a lost one had left unanswered. */
  again: boolean;
  /** The lead has spoken before a model listened. */
  saidHello: boolean;
};

/** A model that knows this call and what was said on it, or why there is none. */
export async function connectModel(
  session: OpenedSession,
  turns: EarlierTurn[],
  { deps, log, events, signal }: Connecting,
): Promise<Conversation | NoModel> {
  const opening = openingFor(session, turns, { now: deps.now(), recorded: deps.recorded });
  const askedAtMs = performance.now();
  try {
    const conversation = await deps.model.start(opening, events, signal);
    deps.modelNews.opened();
    const ms = Math.round(performance.now() - askedAtMs);
    log.info({ ms, turns: turns.length }, 'voice model connected');
    return conversation;
  } catch (thrown) {
    const error = AppError.from(thrown);
    const why = error.code === 'provider_rejected' ? 'refused' : 'unreachable';
    if (!signal.aborted) deps.modelNews.failed(`model_${why}`);
    log.error({ err: error }, 'voice model not reached');
    return why;
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

/** What the model is told before its first words; without it, it begins by itself. */
export function openingNote({ call, turns, agent }: OpenedSession): string | undefined {
  const { transfer_result: transfer } = call;
  if (transfer !== null && transfer !== 'completed') return NOTES.notPutThrough;
  if (turns.length > 0) return NOTES.resumed;
  return agent?.greeting ? NOTES.greeting(agent.greeting) : undefined;
}

/** A model's end, as the reason of the silence that follows. */
export function silenceOf(reason: string): SilenceReason {
  switch (reason) {
    case 'refused':
    case 'unreachable':
    case 'silent':
      return `model_${reason}`;
    default:
      return 'model_lost';
  }
}

const STANDARD_SECONDS = 900;

/** How long the call may still last; a call that goes on after a gateway died has had some of it. */
export function secondsLeft({ agent, call, turns }: OpenedSession, now: Date): number {
  const whole = agent?.max_seconds ?? STANDARD_SECONDS;
  if (turns.length === 0 || !call.answered_at) return whole;
  const spent = (now.getTime() - Date.parse(call.answered_at)) / 1000;
  return Math.max(0, whole - Math.max(0, spent));
}
