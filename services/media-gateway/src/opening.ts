import type { OpenedSession } from '@ringback/shared/db/media-sessions.ts';
import type { EarlierTurn, Opening } from '@ringback/shared/providers/conversation/port.ts';
import { instructionsFor } from './instructions.ts';
import { toolOffers } from './tools.ts';

/** What a conversation about this call starts from. */
export function openingFor(
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
