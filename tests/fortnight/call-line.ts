import type { Config } from '@ringback/call-worker/config.ts';
import { createPlaceCall } from '@ringback/call-worker/place-call.ts';
import { createSettleCall } from '@ringback/call-worker/settle-call.ts';
import { createSweep } from '@ringback/call-worker/sweep-calls.ts';
import { createCalls } from '@ringback/shared/db/calls.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { scheduleCall } from '@ringback/shared/jobs/schedule-call.ts';
import { settleCall } from '@ringback/shared/jobs/settle-call.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';

type Deps = {
  config: Pick<Config, 'operator' | 'caps' | 'maxDials'>;
  db: Db;
  queue: AdversarialQueue;
  dice: Dice;
  clock: VirtualClock;
  uuid: () => string;
};

export type Ring = { sid: string; to: string; callId: string; placedAt: Date };

const RING_MS = 25_000;
const BUSY_SHARE = 0.3;

/**
 * The processors of call-worker over telephones that ring on the virtual clock and are never picked
 * up: the simulator's calls live in real time, and what is said in them is proven elsewhere.
 */
export function wireCallLine({ config, db, queue, dice, clock, uuid }: Deps) {
  const calls = createCalls(db);
  const rings: Ring[] = [];
  const underWay = new Set<Promise<unknown>>();
  const now = clock.now;

  const end = async ({ sid, callId }: Ring) => {
    const status = dice.chance(BUSY_SHARE) ? 'busy' : 'no_answer';
    const news = { provider: 'twilio', kind: 'status', call_id: callId, call_sid: sid } as const;
    await calls.recordEvent({ ...news, status, provider_status: status }, now());
    await queue.enqueue(settleCall, { callId });
  };
  const provider: Pick<CallProvider, 'dial' | 'hangup'> = {
    async dial({ to, callId }) {
      const sid = `CA${uuid().replaceAll('-', '')}`;
      const ring = { sid, to, callId, placedAt: now() };
      rings.push(ring);
      clock.after(RING_MS, () => {
        const work = end(ring).finally(() => underWay.delete(work));
        underWay.add(work);
      });
      return { callSid: sid };
    },
    hangup: async () => undefined,
  };

  queue.on(
    scheduleCall,
    createPlaceCall({
      ...config,
      calls,
      provider,
      settle: async (callId) => {
        await queue.enqueue(settleCall, { callId });
      },
      count: () => undefined,
      worker: 'fortnight',
      now,
    }),
  );
  queue.on(
    settleCall,
    createSettleCall({ calls, enqueue: queue.enqueue, uuid, maxDials: config.maxDials, now }),
  );
  return {
    rings,
    sweep: createSweep({ calls, producer: queue, now }),
    async idle(): Promise<boolean> {
      const wasBusy = underWay.size > 0;
      while (underWay.size > 0) await Promise.all(underWay);
      return wasBusy;
    },
  };
}
