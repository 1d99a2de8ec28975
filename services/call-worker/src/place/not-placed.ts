import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  calls: Pick<Calls, 'release'>;
  settle: (callId: string) => Promise<void>;
  count: (outcome: 'rejected' | 'unavailable' | 'unknown') => void;
  now: Now;
};

const MAX_CLAIMS = 8;

/** What follows when the carrier did not say yes. Silence ends nothing: the carrier will be asked. */
export function createNotPlaced({ calls, settle, count, now }: Deps) {
  return async function notPlaced(
    error: AppError,
    { callId, fence }: { callId: string; fence: number },
    log: Logger,
  ): Promise<Verdict> {
    switch (error.code) {
      case 'provider_rejected': {
        count('rejected');
        const reason = `carrier_${error.facts['code'] ?? error.facts['status'] ?? 'refused'}`;
        await calls.release(callId, fence, { status: 'failed' }, reason, now());
        await settle(callId);
        log.warn({ callId, err: error }, 'the carrier refused the call');
        return { kind: 'skip', reason };
      }
      case 'provider_unavailable': {
        count('unavailable');
        if (fence >= MAX_CLAIMS) {
          await calls.release(callId, fence, { status: 'failed' }, 'carrier_unavailable', now());
          await settle(callId);
          return { kind: 'skip', reason: 'the carrier was busy too often' };
        }
        const runAt = new Date(now().getTime() + 1_000 * 2 ** fence);
        await calls.release(callId, fence, { status: 'scheduled', runAt }, 'carrier_busy', now());
        return { kind: 'snooze', until: runAt, reason: 'the carrier is busy' };
      }
      default:
        count('unknown');
        log.warn({ callId, err: error }, 'the carrier may have taken the call, it will be asked');
        return { kind: 'skip', reason: 'outcome unknown' };
    }
  };
}
