import { within } from '@ringback/shared/runtime/within.ts';
import type { AgentSide } from './agent-side.ts';
import type { CallEnd } from './call-end.ts';
import { REFUSED } from './decide/on-lead.ts';
import type { ModelLink } from './model-link.ts';
import { REFUSAL_MS } from './session-limits.ts';
import type { LiveCall, Parts } from './session-parts.ts';

type Session = {
  link: Pick<ModelLink, 'current'>;
  agent: Pick<AgentSide, 'callerStarted'>;
  end: Pick<CallEnd, 'finish'>;
};

export type LeadSide = ReturnType<typeof createLeadSide>;

/** The lead's side of the call: its audio on the way to the model, and the replies that it interrupts. */
export function createLeadSide(
  { line }: Pick<LiveCall, 'line'>,
  { sound, account, meter, turns, watches, refusal }: Parts,
  { link, agent, end }: Session,
) {
  function bargeIn(): void {
    const { clear, truncate } = turns.bargeIn(performance.now());
    if (clear) line.clear();
    for (const { itemId, heardMs } of truncate) link.current()?.truncate(itemId, heardMs);
    if (truncate.length > 0) meter.bargeIn();
  }

  return {
    frame(payload: Buffer, timestampMs: number) {
      meter.frameIn();
      sound.frame(payload, timestampMs, performance.now());
    },

    started() {
      sound.started();
      account.leadStarted(performance.now());
      agent.callerStarted();
      meter.callerStarted();
      watches.line.callerSpoke();
      watches.ending.callerSpoke();
      bargeIn();
    },

    bargeIn,

    /** Hangs up when the opt-out is on record, or when that takes too long. */
    refuseByKey() {
      void within(refusal.record('keypad', 'pressed 9'), REFUSAL_MS)
        .catch(() => false)
        .then(() => end.finish(REFUSED));
    },
  };
}
