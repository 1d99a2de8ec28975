import type { ToolCall, ToolResult } from '@ringback/shared/providers/conversation/port.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Ending } from './ending.ts';
import type { ToolContext } from './tool.ts';
import { runTool } from './tools.ts';

type Situation = {
  context: ToolContext;
  log: Logger;
  /** Whether the agent has spoken since the lead last did: only then has a goodbye been said. */
  hasSpoken: boolean;
  /** The lead has left the call: only an opt-out still counts. */
  isOver: () => boolean;
  /** A tool begins; what it returns is told how it ended. */
  began: (name: string) => (isDone: boolean) => void;
};

export type ToolsUsed = {
  results: ToolResult[];
  /** Whether the model has to speak about it. */
  answer: boolean;
  /** The last ending that was requested. */
  ending: Ending | null;
};

/** Runs the tools of one reply, one after the other. Never throws. */
export async function useTools(calls: ToolCall[], situation: Situation): Promise<ToolsUsed> {
  const used: ToolsUsed = { results: [], answer: false, ending: null };
  for (const call of calls) {
    if (situation.isOver() && call.name !== 'mark_do_not_call') continue;
    const ended = situation.began(call.name);
    const { output, answer = true, ending } = await runTool(call, situation.context, situation.log);
    ended(output.ok);
    used.results.push({ callId: call.callId, output });
    used.answer ||= answer || !situation.hasSpoken;
    used.ending = firmer(used.ending, ending ?? null);
  }
  return used;
}

function firmer(one: Ending | null, other: Ending | null): Ending | null {
  return one?.firm && !other?.firm ? one : (other ?? one);
}
