import { createAgentSide } from './agent-side.ts';
import { createCallEnd } from './call-end.ts';
import type { Act } from './decide/act.ts';
import { createLeadSide } from './lead-side.ts';
import { modelEvents } from './model-events.ts';
import { createModelLink } from './model-link.ts';
import { perform, type Sides } from './perform.ts';
import { createParts, type LiveCall } from './session-parts.ts';
import { createToolRuns } from './tool-runs.ts';

/** All that takes part in one live call, introduced to each other. */
export function createSides(call: LiveCall, stopClock: () => void): Sides {
  const parts = createParts(call);
  const link = createModelLink(call, parts, function modelNews(isCurrent) {
    const acts = {
      audio: agent.play,
      replyDone: agent.replyDone,
      callerStarted: lead.started,
      heard: agent.heard,
      lost: (reason: string) => act([{ do: 'replace-model', reason }]),
    };
    return modelEvents(call, parts, acts, isCurrent);
  });
  const end = createCallEnd(call, parts, { link, stopClock });
  const act = (acts: Act[]) => perform(acts, sides);
  const tools = createToolRuns(call, parts, { link, end, perform: act });
  const agent = createAgentSide(call, parts, { tools, end, perform: act });
  const lead = createLeadSide(call, parts, { link, agent, end });
  const sides = { call, parts, link, agent, lead, end };
  return sides;
}
