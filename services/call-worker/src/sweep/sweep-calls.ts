import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import { NEAR_MS } from '@ringback/shared/domain/near.ts';
import {
  analyzeConversation,
  scheduleCall,
  settleCall,
  type sweepCalls,
} from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  calls: Pick<Calls, 'lostWork'>;
  producer: Pick<Producer, 'enqueueAll' | 'revive'>;
  now: Now;
};

const BATCH = 500;
/** Work that is this late may be blocked by a dead job of the same id. */
const OVERDUE_MS = 30_000;

/** Adds a job for every row that lost its own, or whose time has come near. */
export function createSweepCalls(deps: Deps): Processor<PayloadOf<typeof sweepCalls>> {
  const sweep = createSweep(deps);
  return async function sweepCalls() {
    const swept = await sweep();
    return swept === 0 ? { kind: 'skip', reason: 'nothing lost' } : { kind: 'done' };
  };
}

/** How many rows were given a job; the ids make a second job for the same row impossible. */
export function createSweep({ calls, producer, now }: Deps) {
  return async function sweep(): Promise<number> {
    const at = now();
    const { due, unsettled, unanalysed } = await calls.lostWork(NEAR_MS.calls, at, BATCH);

    await producer.enqueueAll(
      scheduleCall,
      due.map(({ id, priority, run_at: runAt }) => ({
        payload: { callId: id },
        options: { delayMs: new Date(runAt).getTime() - at.getTime(), priority },
      })),
    );
    await producer.enqueueAll(
      settleCall,
      unsettled.map((callId) => ({ payload: { callId } })),
    );
    await producer.enqueueAll(
      analyzeConversation,
      unanalysed.map((callId) => ({ payload: { callId } })),
    );

    const overdue = due.filter(
      ({ run_at: runAt }) => at.getTime() - Date.parse(runAt) > OVERDUE_MS,
    );
    await Promise.all([
      ...overdue.map(({ id }) => producer.revive(scheduleCall, { callId: id })),
      ...unsettled.map((callId) => producer.revive(settleCall, { callId })),
      ...unanalysed.map((callId) => producer.revive(analyzeConversation, { callId })),
    ]);
    return due.length + unsettled.length + unanalysed.length;
  };
}
