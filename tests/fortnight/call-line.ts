import { Config } from '@ringback/call-worker/config.ts';
import { createPlaceCall } from '@ringback/call-worker/place/place-call.ts';
import { createAskCarrier } from '@ringback/call-worker/reconcile/ask-carrier.ts';
import { createRunChecks } from '@ringback/call-worker/reconcile/check-calls.ts';
import { createEndCall } from '@ringback/call-worker/settle/end-call.ts';
import { createSettleCall } from '@ringback/call-worker/settle/settle-call.ts';
import { createSweep } from '@ringback/call-worker/sweep/sweep-calls.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { endCall, scheduleCall, settleCall } from '@ringback/shared/jobs/catalog.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';
import { dead, mortal } from './mortal.ts';
import type { Tally } from './tally.ts';

type Deps = {
  environment: Record<string, string>;
  db: Db;
  queue: AdversarialQueue;
  provider: CallProvider;
  dice: Dice;
  crash: number;
  uuid: () => string;
  now: () => Date;
  tally: Tally;
  log: Logger;
};

/** The processors of call-worker, wired as its service wires them, over telephones of our own. */
export function wireCallLine(deps: Deps) {
  const { environment, db, queue, dice, crash, uuid, now, tally, log } = deps;
  const providerOf = () => deps.provider;
  const { operator, caps, contactCaps, ceilings, numbers, maxDials } = readConfig(
    Config,
    environment,
  );
  const names = [
    'begin',
    'recordDialed',
    'release',
    'settle',
    'recordEvent',
    'recordLookup',
  ] as const;
  const calls = {
    ...mortal(createCalls(db), { names: [...names], share: crash, dice, tally }),
    giveUp: dead,
  };
  const settle = async (callId: string) => {
    await queue.enqueue(settleCall, { callId });
  };
  const placeCall = createPlaceCall({
    ...{ calls, providerOf, settle, operator, caps, contactCaps, ceilings, numbers, now },
    awaitVoice: async () => null,
    signsWithinMs: 8_000,
    count: (outcome) => tally.count(`dial ${outcome}`),
    worker: 'fortnight',
    from: '+12025550100',
    // Who dies asks nobody again, and gives nothing up.
    askAgain: (ask) => ask(),
    uuid,
  });
  const voice = { restsAfter: 3, pauseSeconds: 60 };
  const settler = createSettleCall({ calls, enqueue: queue.enqueue, uuid, maxDials, voice, now });
  const askCarrier = createAskCarrier({ calls, providerOf, now });
  const runChecks = createRunChecks({ calls, askCarrier, settle, now });

  queue.on(scheduleCall, placeCall);
  queue.on(settleCall, settler);
  queue.on(endCall, createEndCall({ calls, providerOf, now }));
  return {
    sweep: createSweep({ calls, producer: queue, now }),
    async check(): Promise<void> {
      const { asked } = await runChecks(log);
      tally.count('carrier asked about a call', asked);
    },
  };
}
