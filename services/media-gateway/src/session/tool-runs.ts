import type { ToolCall } from '@ringback/shared/providers/conversation/port.ts';
import { useTools } from '../tools/use-tools.ts';
import type { CallEnd } from './call-end.ts';
import type { Action } from './decide/action.ts';
import { onToolsUsed } from './decide/on-reply.ts';
import type { ModelLink } from './model-link.ts';
import type { LiveCall, Parts } from './session-parts.ts';

type Session = {
  link: Pick<ModelLink, 'current'>;
  end: Pick<CallEnd, 'isLive'>;
  perform: (actions: Action[]) => void;
};

/** Runs the tools that the model calls, while the conversation goes on. */
export function createToolRuns(
  { deps, log, opened }: Pick<LiveCall, 'deps' | 'log' | 'opened'>,
  { record, refusal, signals }: Pick<Parts, 'record' | 'refusal' | 'signals'>,
  { link, end, perform }: Session,
) {
  let running = 0;

  /** A tool begins; returns what notes its end. What is not noted costs the call nothing. */
  function began(name: string): (isDone: boolean) => void {
    const at = deps.now();
    const startedAtMs = performance.now();
    signals.toolBegan(name);
    return (isDone) => {
      signals.toolEnded(name);
      const tookMs = Math.round(performance.now() - startedAtMs);
      deps.mediaSessions
        .noteTool(opened.call.id, { name, at, tookMs, isDone })
        .catch((err: unknown) => log.warn({ err, tool: name }, 'use of a tool not noted'));
    };
  }

  return {
    isRunning: () => running > 0,

    /** `hasSpoken`: whether the agent has spoken since the lead last did. */
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
        began: (name) => began(name),
      });
      running -= 1;
      perform(onToolsUsed(used, asking === link.current()));
    },
  };
}
