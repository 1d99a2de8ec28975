import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createRetention } from '@ringback/shared/db/retention.ts';
import { settleCall } from '@ringback/shared/jobs/catalog.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import { createCallProviders } from '@ringback/shared/providers/calls/providers.ts';
import { createRecordings } from '@ringback/shared/providers/calls/recordings.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { type AskAgain, patient } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { HEARTBEAT_EVERY_MS } from '@ringback/shared/runtime/start-heartbeat.ts';
import type { Config } from './config.ts';
import { type AwaitVoice, createAwaitVoice } from './place/await-voice.ts';
import { createPlaceCall, type DialOutcome } from './place/place-call.ts';
import { createAskCarrier } from './reconcile/ask-carrier.ts';
import { createCheckCalls, createRunChecks } from './reconcile/check-calls.ts';
import { createReadPrices } from './reconcile/read-prices.ts';
import { createEndCall } from './settle/end-call.ts';
import { createSettleCall } from './settle/settle-call.ts';
import { createCleanup } from './sweep/clean-up.ts';
import { createPruneHistory } from './sweep/prune-history.ts';
import { createSweep, createSweepCalls } from './sweep/sweep-calls.ts';

type Deps = {
  db: Db;
  calls: Calls;
  /** Left out: the carriers of the settings. */
  providerOf?: (provider: string) => CallProvider;
  /** Left out: a call waits until api, media gateway and voice model are there. */
  awaitVoice?: AwaitVoice;
  producer: Pick<Producer, 'enqueue' | 'enqueueAll' | 'revive'>;
  askAgain: AskAgain;
  count: (outcome: DialOutcome) => void;
  /** Who claims a call; stands in its row. */
  worker: string;
  uuid: () => string;
  now: Now;
};

/** Four heartbeats may get lost before a service counts as gone. */
const HEARTBEAT_VALID_MS = 4 * HEARTBEAT_EVERY_MS;

/** What call-worker does for each of its jobs, over whatever rows, queue and clock it is given. */
export function wireCalls(config: Config, deps: Deps) {
  const { db, calls, producer, askAgain, count, worker, uuid, now } = deps;
  const { enqueue } = producer;
  const { operator, caps, contactCaps, numbers, ceilings, from, maxDials, voice } = config;
  const providerOf = deps.providerOf ?? createCallProviders(config.providers);
  const settle = async (callId: string) => {
    await enqueue(settleCall, { callId });
  };
  const askCarrier = createAskCarrier({ calls, providerOf, now });
  return {
    placeCall: createPlaceCall({
      ...{ askAgain, providerOf, settle, count, worker, uuid, now },
      ...{ operator, caps, contactCaps, numbers, ceilings, from },
      calls: patient(calls, ['recordDialed', 'release'], askAgain),
      awaitVoice: deps.awaitVoice ?? createAwaitVoice({ calls, now }),
      signsWithinMs: HEARTBEAT_VALID_MS,
    }),
    settleCall: createSettleCall({ calls, enqueue, uuid, maxDials, voice, now }),
    endCall: createEndCall({ calls, providerOf, now }),
    check: createCheckCalls({
      ...{ calls, askCarrier, settle, now },
      readPrices: createReadPrices({ calls, providerOf, now }),
    }),
    sweep: createSweepCalls({ calls, producer, now }),
    cleanUp: createCleanup({
      ...{ calls, askCarrier, settle, now },
      callLists: createCallLists(db),
      leads: createLeads(db),
      runChecks: createRunChecks({ calls, askCarrier, settle, now }),
      sweep: createSweep({ calls, producer, now }),
      staleMs: config.staleMs,
    }),
    prune: createPruneHistory({
      retention: createRetention(db),
      recordingsOf: createRecordings(config.providers),
      keepMs: config.keepMs,
      now,
    }),
  };
}
