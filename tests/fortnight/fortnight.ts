import { createHash } from 'node:crypto';
import { Config as CallConfig } from '@ringback/call-worker/config.ts';
import { createCampaigns, type StepInput } from '@ringback/shared/db/campaigns.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeadIntake } from '@ringback/shared/db/lead-intake.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Timing } from '@ringback/simulator/config.ts';
import { startSimulator } from '@ringback/simulator/service.ts';
import { createVirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { Config as WorkerConfig } from '@ringback/sms-worker/config.ts';
import { startDatabase } from '../../scripts/embedded/database.ts';
import { silentLog } from '../../scripts/embedded/log.ts';
import { createAdversarialQueue } from './adversarial-queue.ts';
import { audit } from './audit.ts';
import { wireCallLine } from './call-line.ts';
import { createDice } from './dice.ts';
import { startDoors } from './doors.ts';
import { invent } from './people.ts';
import { wireTextWorker } from './text-worker.ts';

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
const DAY = 86_400;
const SWEEP_MS = 1_500;
/** How far ahead the sweeps look. */
const NEAR_MS = 5_000;
/** What no sweep has taken for so long is looked at less often; the audit will name it. */
const STUCK_MS = 5 * 60_000;
const IDLE_EVERY_MS = 6 * 3_600_000;
/** Monday, and the evening before: the first leads come at night. */
const START = new Date('2026-11-16T02:00:00.000Z');
const ACCOUNT = `AC${'f'.repeat(32)}`;
const SENDER = '+12025550190';

const text = (delay: number, ...bodies: string[]): StepInput => ({
  channel: 'text',
  delay_seconds: delay,
  variants: bodies.map((body, at) => ({ name: String.fromCharCode(97 + at), weight: 1, body })),
});
const STEPS: StepInput[] = [
  text(
    0,
    'Hi {{first_name|there}}, this is Ringback. Are you still looking? Reply STOP to opt out.',
    'Hello {{first_name|there}}, Ringback here about your request. Is it still of interest? Reply STOP to opt out.',
  ),
  text(DAY, 'Hi {{first_name|there}}, may we call you about it this week?'),
  { channel: 'call', delay_seconds: 2 * DAY, variants: [] },
  text(DAY, 'We could not reach you by phone. Is there a better time?'),
  text(3 * DAY, 'Last note from us, {{first_name|there}}: the offer is open until Friday.'),
];

/**
 * A campaign over a simulated fortnight in one process: real SQL, the real processors, the simulated
 * carrier and people, one virtual clock, and trouble at every joint. Then the carrier's ledger is
 * held against our rows.
 */
export async function runFortnight(options: FortnightOptions) {
  const { leads: count, seed, days = 14, onProgress, onEnd } = options;
  const dice = createDice(seed);
  const clock = createVirtualClock(START);
  const { now } = clock;
  const endsAt = new Date(START.getTime() + days * DAY_MS);
  const log = createLogger({ service: 'fortnight', level: 'silent' });
  let made = 0;
  /** Names that come out the same in every run of a seed. */
  const uuid = () => {
    const hex = createHash('sha256').update(`${seed}/${made++}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };

  const secretKey = 'sb_secret_of_a_fortnight';
  const database = await startDatabase({
    dataDir: null,
    publishableKey: 'sb_publishable_of_a_fortnight',
    secretKey,
    migrationsDir: 'supabase/migrations',
    log: silentLog,
  });
  const db = connectDb({
    url: database.url,
    secretKey,
    fetch: database.fetch,
    timeoutMs: 60_000,
  });
  const simulator = await startSimulator(
    {
      port: 0,
      accountSid: ACCOUNT,
      authToken: 'a token',
      openaiKey: 'a key',
      numbers: [SENDER],
      seed,
      charMs: 5,
      logLevel: 'error',
      timing: Timing.parse({ textReplyMs: 20_000, textBurstMs: 3_000, callbackPatienceMs: 10_000 }),
    },
    undefined,
    { clock },
  );
  simulator.faults({
    rest: {
      lose_response_after_accept: 0.03,
      error_500_after_accept: 0.02,
      error_500_before: 0.02,
      too_many_requests: 0.02,
    },
    callbacks: { duplicate: 0.1, reorder: 0.1, drop: 0.05, delay_ms: 700, late_ms: 4_000 },
    texts: {
      messages_per_second: 1,
      undelivered: 0.02,
      no_receipt: 0.05,
      inbound_duplicate: 0.1,
      inbound_delay_ms: 900,
    },
    responses: { refusal: 0.02, half_json: 0.03, wrong_enum: 0.02, injection_victim: 0.5 },
  });

  const environment = {
    LOG_LEVEL: 'silent',
    SUPABASE_URL: 'http://localhost',
    SUPABASE_SECRET_KEY: secretKey,
    REDIS_URL: 'redis://localhost',
    PUBLIC_URL: 'http://localhost',
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: 'a token',
    TWILIO_BASE_URL: simulator.url,
    TWILIO_FROM: SENDER,
    OPENAI_API_KEY: 'a key',
    OPENAI_BASE_URL: `${simulator.url}/v1`,
  };
  const config = readConfig(WorkerConfig, environment);
  const faults = { drop: 0.05, twice: 0.1, late: 0.2, latestMs: 12_000 };
  const queue = createAdversarialQueue({ clock, dice, faults, log });
  const line = wireCallLine({
    config: readConfig(CallConfig, environment),
    ...{ db, queue, dice, clock, uuid },
  });
  const doors = await startDoors({
    ...{ db, queue, uuid, now, log },
    authToken: environment.TWILIO_AUTH_TOKEN,
    optOutLine: config.optOutLine,
  });
  config.twilio.publicUrl = doors.url;
  const worker = wireTextWorker({ config, db, queue, dice, crash: 0.02, uuid, now, log });
  await fetch(`${simulator.url}/sim/sms-url`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${doors.url}/webhooks/twilio/sms` }),
  });

  // The campaign, and the people who come in.
  const campaigns = createCampaigns(db);
  const intake = createLeadIntake(db);
  const campaign = await campaigns.create(
    { name: 'Fortnight', sender: SENDER, goal: 'A visit' },
    now(),
  );
  await campaigns.editSteps(campaign.id, STEPS, now());
  await campaigns.setStatus(campaign.id, 'running', now());
  const arriving = new Set<Promise<unknown>>();
  let arrived = 0;
  for (const { arrivesAt, ...person } of invent(count, START, days - 4, dice)) {
    clock.after(arrivesAt.getTime() - START.getTime(), () => {
      const consent = { channel: 'all', kind: 'written', text: 'Text and call me.' } as const;
      const lead = { ...person, source: 'form', campaign_id: campaign.id, consent };
      const work = intake.receive(lead, now()).finally(() => arriving.delete(work));
      arriving.add(work);
      arrived += 1;
    });
  }

  /** Time stands still until nobody has anything left to do at this moment. */
  async function quiet(): Promise<void> {
    for (;;) {
      const busy = arriving.size > 0;
      while (arriving.size > 0) await Promise.all(arriving);
      const worked = await queue.idle();
      const rang = await line.idle();
      await simulator.quiet();
      if (!busy && !worked && !rang) return;
    }
  }

  /** When each schedule would next find anything; those between find nothing, and are left out. */
  async function nextDue(): Promise<{ sweep: number; check: number; calls: number }> {
    const [row] = await database.exec(`select
      extract(epoch from least(
        (select min(e.next_message_at) from sms_campaign_enrollments e where e.status = 'active'
           and e.message_id is null and e.call_id is null),
        (select min(m.enqueue_at) from sms_messages m where m.delivery_status in ('pending', 'held')),
        (select min(v.reply_due_at) from sms_conversations v)))::float8 as sweep,
      extract(epoch from (select min(m.next_check_at) from sms_messages m
        where m.delivery_status in ('sending', 'unknown', 'queued', 'sent')))::float8 as check,
      extract(epoch from least(
        (select min(c.run_at) from calls c where c.status in ('scheduled', 'held')),
        (select min(c.ended_at) from calls c where c.settled_at is null)))::float8 as calls`);
    const at = (name: string) => {
      const seconds = row?.[name];
      return typeof seconds === 'number' ? seconds * 1_000 : Infinity;
    };
    return { sweep: at('sweep'), check: at('check'), calls: at('calls') };
  }

  const startedMs = performance.now();
  let sweptAt = 0;
  let idleAt = now().getTime();
  let toldAt = startedMs;
  let sweeps = 0;
  for (;;) {
    const at = now().getTime();
    const due = await nextDue();
    const first = Math.min(due.sweep, due.check, due.calls);
    const everyMs = at - first > STUCK_MS ? STUCK_MS : SWEEP_MS;
    const sweepAt = Math.max(first - NEAR_MS, sweptAt + everyMs, at);
    if (sweepAt <= at) {
      const isNear = (moment: number) => moment - NEAR_MS <= at;
      if (isNear(due.sweep)) await worker.sweep();
      if (isNear(due.check)) await worker.check();
      if (isNear(due.calls)) await line.sweep();
      sweptAt = at;
      sweeps += 1;
      await clock.moveTo(now(), quiet);
      continue;
    }
    if (at >= idleAt + IDLE_EVERY_MS) {
      await worker.endIdle();
      idleAt = at;
    }
    if (at >= endsAt.getTime()) break;
    const happens = clock.nextAt()?.getTime() ?? Infinity;
    const stop = Math.min(sweepAt, Math.max(happens, at + 1_000), idleAt + IDLE_EVERY_MS);
    await clock.moveTo(new Date(Math.min(stop, endsAt.getTime())), quiet);
    if (performance.now() - toldAt > 10_000) {
      toldAt = performance.now();
      const texts = simulator.ledger().messages.length;
      onProgress?.({ at: now(), arrived, texts, calls: line.rings.length });
    }
  }

  try {
    await onEnd?.(database.exec);
    const found = await audit({
      ledger: simulator.ledger().messages,
      rings: line.rings,
      operator: config.policy.operator,
      query: database.exec,
      steps: STEPS.length,
      endsAt,
    });
    return {
      leads: arrived,
      days,
      seed,
      wall_seconds: Math.round((performance.now() - startedMs) / 1_000),
      sweeps,
      queue: queue.counts,
      broken: [...queue.broken, ...doors.broken],
      ...found,
    };
  } finally {
    await doors.stop();
    await simulator.stop();
    await database.stop();
  }
}

export type FortnightReport = Awaited<ReturnType<typeof runFortnight>>;
