import type { Config } from '@ringback/call-worker/config.ts';
import { wireCalls } from '@ringback/call-worker/wire-calls.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import {
  checkCalls,
  endCall,
  scheduleCall,
  settleCall,
  sweepCalls,
} from '@ringback/shared/jobs/catalog.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';
import { dead, mortal } from './mortal.ts';
import type { Tally } from './tally.ts';

type Deps = {
  config: Config;
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
  const { config, db, queue, dice, crash, uuid, now, tally, log } = deps;
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
  const line = wireCalls(config, {
    ...{ db, calls, producer: queue, uuid, now },
    providerOf: () => deps.provider,
    // No media gateway runs here, so that none gives signs of life.
    awaitVoice: async () => null,
    count: (outcome) => tally.count(`dial ${outcome}`),
    // Who dies asks nobody again, and gives nothing up.
    askAgain: (ask) => ask(),
    worker: 'fortnight',
  });
  queue.on(scheduleCall, line.placeCall);
  queue.on(settleCall, line.settleCall);
  queue.on(endCall, line.endCall);
  const context = { log, signal: new AbortController().signal, attempt: 1 };

  return {
    sweep: () => line.sweep(sweepCalls.payload.parse({}), context),
    async check(): Promise<void> {
      const { kind } = await line.check(checkCalls.payload.parse({}), context);
      if (kind === 'done') tally.count('carrier asked about calls');
    },
  };
}
