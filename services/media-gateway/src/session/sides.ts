import { createAgentSide } from './agent-side.ts';
import { createCallEnd } from './call-end.ts';
import type { Action } from './decide/action.ts';
import { createLeadSide } from './lead-side.ts';
import { modelEvents } from './model-events.ts';
import { createModelLink } from './model-link.ts';
import { perform, type Sides } from './perform.ts';
import { createParts, type LiveCall } from './session-parts.ts';
import { createToolRuns } from './tool-runs.ts';

/** Makes the objects that one live call consists of, and connects them. */
export function createSides(call: LiveCall, stopClock: () => void): Sides {
  const parts = createParts(call);
  const link = createModelLink(call, parts, function modelNews(isCurrent) {
    const handlers = {
      audio: agent.play,
      replyDone: agent.replyDone,
      callerStarted: lead.started,
      heard: agent.heard,
      lost: (reason: string) => carryOut([{ do: 'replace-model', reason }]),
    };
    return modelEvents(call, parts, handlers, isCurrent);
  });
  const end = createCallEnd(call, parts, { link, stopClock });
  const carryOut = (actions: Action[]) => perform(actions, sides);
  const tools = createToolRuns(call, parts, { link, end, perform: carryOut });
  const agent = createAgentSide(call, parts, { tools, end, perform: carryOut });
  const lead = createLeadSide(call, parts, { link, agent, end });
  const sides = { call, parts, link, agent, lead, end };
  return sides;
}
