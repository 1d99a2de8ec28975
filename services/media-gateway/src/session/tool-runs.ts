import type { ToolCall } from '@ringback/shared/providers/conversation/port.ts';
import { useTools } from '../tools/use-tools.ts';
import type { CallEnd } from './call-end.ts';
import type { Act } from './decide/act.ts';
import { onToolsUsed } from './decide/on-reply.ts';
import type { ModelLink } from './model-link.ts';
import type { LiveCall, Parts } from './session-parts.ts';

type Session = {
  link: Pick<ModelLink, 'current'>;
  end: Pick<CallEnd, 'isLive'>;
  perform: (acts: Act[]) => void;
};

/** The tools that the model asks for: used beside the talk, which goes on meanwhile. */
export function createToolRuns(
  { deps, log, opened }: Pick<LiveCall, 'deps' | 'log' | 'opened'>,
  { record, refusal }: Pick<Parts, 'record' | 'refusal'>,
  { link, end, perform }: Session,
) {
  let running = 0;
  return {
    isRunning: () => running > 0,

    /** `hasSpoken`: the agent has, since the lead last did. */
    async run(calls: ToolCall[], hasSpoken: boolean): Promise<void> {
      const asking = link.current();
      running += 1;
      const used = await useTools(calls, {
        context: {
          session: opened,
          mediaSessions: deps.mediaSessions,
          spoken: record.spoken,
          optOut: refusal.record,
          now: deps.now,
        },
        log,
        hasSpoken,
        isOver: () => !end.isLive(),
      });
      running -= 1;
      perform(onToolsUsed(used, asking === link.current()));
    },
  };
}
