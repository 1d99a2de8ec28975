import { createCallSignals } from '@ringback/shared/queue/call-signals.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SessionDeps } from './session-deps.ts';

type Queue = Parameters<typeof createCallSignals>[0];

/** Tells how calls stand over Redis. Without it, or while it is away, calls go on and nobody watches. */
export function createTellSignal(
  queue: Queue | null,
  { log, now }: { log: Logger; now: Now },
): SessionDeps['tellSignal'] {
  if (queue === null) return () => undefined;
  const signals = createCallSignals(queue);
  return (signal) => {
    const told = 'over' in signal ? signals.drop(signal.over) : signals.tell(signal, now());
    told.catch((err: unknown) => log.debug({ err }, 'signal of a call not told'));
  };
}
