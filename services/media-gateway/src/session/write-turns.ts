import type { LiveCall, Parts } from './session-parts.ts';

/** Hands on what was said and is not on record yet. `over`: nothing more will come. */
export function writeTurns(
  { deps, line }: Pick<LiveCall, 'deps' | 'line'>,
  { talk, meter }: Pick<Parts, 'talk' | 'meter'>,
  over: boolean,
): void {
  deps.writer.put(line.callSid, talk.due(performance.now(), over));
  meter.flush();
}
