import { createHash } from 'node:crypto';
import { Config as CallConfig } from '@ringback/call-worker/config.ts';
import { createMediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import { createTranscripts } from '@ringback/shared/db/calls/transcripts.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Timing } from '@ringback/simulator/config.ts';
import { startSimulator } from '@ringback/simulator/service.ts';
import { createVirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { Config as WorkerConfig } from '@ringback/sms-worker/config.ts';
import { OWN_NUMBER, SECRETS, SIMULATOR_ACCOUNT } from '@ringback/testing/system-settings.ts';
import { startTestDatabase } from '@ringback/testing/test-database.ts';
import { createAdversarialQueue } from './adversarial-queue.ts';
import { wireAnalyst } from './analyst.ts';
import { createArrivals } from './arrivals.ts';
import { audit } from './audit.ts';
import { wireCallLine } from './call-line.ts';
import { STEPS, startCampaign } from './campaign.ts';
import { createClient } from './client.ts';
import { untested } from './coverage.ts';
import { createDice } from './dice.ts';
import { startDoors } from './doors.ts';
import { environmentOf, START } from './environment.ts';
import { openSources } from './forms.ts';
import { createHearing } from './hearing.ts';
import { createOutages } from './outages.ts';
import { passTime } from './pass-time.ts';
import { invent } from './people.ts';
import { createPhones } from './phones.ts';
import { createReturns } from './returns.ts';
import { createStaff } from './staff.ts';
import { createTalk } from './talk.ts';
import { createTally } from './tally.ts';
import { wireTextWorker } from './text-worker.ts';
import { CRASH, makeTrouble, QUEUE_TROUBLE } from './trouble.ts';
import { createWork } from './work.ts';

export type FortnightOptions = {
  leads: number;
  seed: number;
  days?: number;
  /** Called now and then with what has happened so far. */
  onProgress?: (told: { at: Date; arrived: number; texts: number; calls: number }) => void;
  /** A last look at the rows before they are gone. */
  onEnd?: (query: (sql: string) => Promise<unknown[]>) => Promise<void>;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * A campaign over a simulated fortnight in one process: real SQL, the real doors and processors, the
 * simulated carrier and people on both sides, one virtual clock, and trouble at every joint. Then
 * what the carrier and the people know is held against our rows.
 */
export async function runFortnight(options: FortnightOptions) {
  const { leads: count, seed, days = 14, onProgress, onEnd } = options;
  const clock = createVirtualClock(START);
  const { now } = clock;
  const endsAt = new Date(START.getTime() + days * DAY_MS);
  const log = createLogger({ service: 'fortnight', level: 'silent' });
  const uuid = namesOf(seed);
  const tally = createTally();
  const broken: string[] = [];
  const work = createWork(broken);
  /** Each its own, so that one more throw here changes nothing there. */
  const dice = () => createDice(seed + diceMade++);
  let diceMade = 0;

  const { publishableKey, secretKey } = SECRETS;
  const database = await startTestDatabase({ publishableKey, secretKey });
  const outages = createOutages({ clock, days, dice: createDice(seed - 1), tally });
  const reach = { url: database.url, secretKey, timeoutMs: 60_000 };
  let asked = 0;
  const counted: typeof fetch = (...request) => {
    asked += 1;
    return database.fetch(...request);
  };
  const db = connectDb({ ...reach, fetch: outages.cut(counted) });
  /** The media gateway keeps what it cannot write; that is its own tests' business. */
  const steadyDb = connectDb({ ...reach, fetch: counted });
  const hearing = createHearing({ now, tally });
  const simulator = await startSimulator(
    {
      port: 0,
      ...SIMULATOR_ACCOUNT,
      numbers: [OWN_NUMBER],
      seed,
      charMs: 5,
      logLevel: 'error',
      timing: Timing.parse({ textReplyMs: 20_000, textBurstMs: 3_000, callbackPatienceMs: 10_000 }),
    },
    undefined,
    { clock },
  );
  makeTrouble(simulator, { clock, days, tally });

  const queue = createAdversarialQueue({ clock, dice: dice(), faults: QUEUE_TROUBLE, log });
  const system = {
    db,
    queue,
    outages,
    hearing,
    clock,
    now,
    seed,
    uuid,
    work,
    tally,
    log,
    crash: CRASH,
  };
  const doors = await startDoors({
    ...system,
    environment: (api) => environmentOf({ vendors: simulator.url, api }),
    dice: dice(),
  });
  const environment = environmentOf({ vendors: simulator.url, api: doors.url });
  const client = createClient(doors.url);
  await fetch(`${simulator.url}/sim/sms-url`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${doors.url}/webhooks/twilio/sms` }),
  });

  const staff = createStaff({ ...system, client });
  const texts = wireTextWorker({
    ...system,
    config: readConfig(WorkerConfig, environment),
    dice: dice(),
    staff,
  });
  const phones = createPhones({
    ...system,
    client,
    talk: createTalk({
      ...system,
      mediaSessions: createMediaSessions(steadyDb),
      transcripts: createTranscripts(steadyDb),
      suppressions: createSuppressions(steadyDb),
    }),
  });
  const calls = wireCallLine({
    ...system,
    config: readConfig(CallConfig, environment),
    provider: phones.provider,
    dice: dice(),
  });
  wireAnalyst({ ...system, environment, dice: dice() });
  const returns = createReturns({ ...system, simulator, query: database.exec });
  const arrivals = createArrivals({ ...system, client });

  // As the api does at its start.
  await createOurNumbers(steadyDb).carriedBy({ carrier: 'twilio', voice: 'openai' }, now());
  await openSources(client, await startCampaign(client));
  arrivals.expect(invent(count, START, days - 4, dice()));

  async function quiet(): Promise<void> {
    for (;;) {
      const acted = await work.idle();
      const worked = await queue.idle();
      await simulator.quiet();
      if (!acted && !worked) return;
    }
  }

  const unheardSince = () =>
    [...simulator.unreported(), ...hearing.kept].find(({ sid }) => !hearing.heardAt.has(sid))?.at ??
    null;

  const startedMs = performance.now();
  const sweeps = await passTime({
    ...{ clock, endsAt, quiet },
    query: database.exec,
    asked: () => asked,
    sweepTexts: texts.sweep,
    checkTexts: texts.check,
    sweepCalls: calls.sweep,
    checkCalls: calls.check,
    findLost: texts.findLost,
    ...{ unheardSince, outages, tally },
    rounds: [
      { everyMs: 6 * HOUR_MS, run: texts.endIdle },
      { everyMs: 2 * HOUR_MS, run: texts.findLost },
      { everyMs: 6 * HOUR_MS, run: returns.look },
      { everyMs: 2 * HOUR_MS, run: staff.look },
    ],
    onProgress: () =>
      onProgress?.({
        at: now(),
        arrived: arrivals.letIn.size,
        texts: simulator.ledger().messages.length,
        calls: phones.all.length,
      }),
  });

  try {
    await onEnd?.(database.exec);
    const { policy, noResponseDays } = readConfig(WorkerConfig, environment);
    const found = await audit({
      ledger: simulator.ledger().messages,
      phones: phones.all,
      acts: staff.acts,
      returns: returns.all,
      heardAt: hearing.heardAt,
      awayMs: outages.awayMs,
      wroteMore: returns.afterOptingOut,
      operator: policy.operator,
      query: database.exec,
      steps: STEPS.length,
      ...{ arrivals, client, noResponseDays, endsAt },
    });
    const { happened: told, ...rest } = found;
    const happened: Record<string, number> = {
      ...tally.all(),
      ...told,
      'queue dropped': queue.counts.dropped,
      'queue doubled': queue.counts.doubled,
      'queue late': queue.counts.late,
      'queue failed': queue.counts.failed,
    };
    return {
      leads: arrivals.letIn.size,
      days,
      seed,
      wall_seconds: Math.round((performance.now() - startedMs) / 1_000),
      sweeps,
      queue: queue.counts,
      happened,
      /** What this run says nothing about. */
      untested: untested(happened),
      broken: [...queue.broken, ...broken, ...arrivals.wrongAnswers, ...staff.wrongAnswers],
      ...rest,
    };
  } finally {
    await doors.stop();
    await simulator.stop();
    await database.stop();
  }
}

/** Names that come out the same in every run of a seed. */
function namesOf(seed: number): () => string {
  let made = 0;
  return () => {
    const hex = createHash('sha256').update(`${seed}/${made++}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}

export type FortnightReport = Awaited<ReturnType<typeof runFortnight>>;
