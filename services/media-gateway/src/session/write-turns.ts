import type { LiveCall, Parts } from './session-parts.ts';

/** Hands the turns that are not written yet to the writer. `over`: no more will come. */
export function writeTurns(
  { deps, line }: Pick<LiveCall, 'deps' | 'line'>,
  { transcript, meter }: Pick<Parts, 'transcript' | 'meter'>,
  over: boolean,
): void {
  deps.writer.put(line.callSid, transcript.due(performance.now(), over));
  meter.flush();
}
