import type { SilenceReason } from '@ringback/shared/domain/calls/heard.ts';
import { type Ending, farewell } from '../tools/ending.ts';
import { closeOut } from './close-out.ts';
import { hangUp, letCarrierApologise } from './hang-up.ts';
import { linger } from './linger.ts';
import type { ModelLink } from './model-link.ts';
import { silenceOf } from './opening.ts';
import { IN_VAIN_MS } from './session-limits.ts';
import type { LiveCall, Parts } from './session-parts.ts';
import { writeTurns } from './write-turns.ts';

type Session = { link: ModelLink; stopClock: () => void };

export type CallEnd = ReturnType<typeof createCallEnd>;

/** The end of a call: its phase, and the ways to end it. Each is safe to call again. */
export function createCallEnd(call: LiveCall, parts: Parts, { link, stopClock }: Session) {
  const { deps, log, line, opened } = call;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let phase: 'live' | 'finishing' | 'over' = 'live';
  /** Why the lead no longer hears us. */
  let silenced: SilenceReason | null = null;

  async function finish({ kind, reason }: Ending): Promise<void> {
    if (phase !== 'live') return;
    phase = 'finishing';
    const means = { ...deps, log };
    if (kind === 'hangup') await hangUp(means, opened.call, line.callSid, reason);
    if (kind === 'apology') await letCarrierApologise(means, opened.call, reason);
    await close(reason);
  }

  /** Closes both connections and writes what is left. */
  async function close(reason: string): Promise<void> {
    if (phase === 'over') return;
    phase = 'over';
    line.close(reason);
    const endedAtMs = performance.now();
    const inVain = parts.watches.silence.silentForMs(endedAtMs) >= IN_VAIN_MS;
    // What has not been played by now will not be played.
    parts.turns.bargeIn(endedAtMs);
    await linger({
      ...parts,
      isConnecting: link.isConnecting,
      hasModel: () => link.current() !== null,
      lingerMs: deps.timing.lingerMs,
    });
    await parts.refusal.settled();
    stopClock();
    link.close();
    writeTurns(call, parts, true);
    parts.signals.over();
    log.info({ reason, ...parts.meter.sums(endedAtMs) }, 'media session ended');
    const agentMs = parts.turns.heardMs(endedAtMs);
    await closeOut({ account: parts.account, agentMs, silenced, inVain });
    resolve();
  }

  return {
    done,
    isLive: () => phase === 'live',
    isOver: () => phase === 'over',
    finish,
    close,
    /** There is no model: the carrier apologises in its own voice. */
    giveUp(reason: string) {
      silenced = silenceOf(reason);
      void finish({ ...farewell(`model_${reason}`), kind: 'apology' });
    },
  };
}
