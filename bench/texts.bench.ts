import { randomUUID } from 'node:crypto';
import { Config as ApiConfig } from '@ringback/api/config.ts';
import { startApi } from '@ringback/api/service.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { startRedis } from '@ringback/embedded/redis.ts';
import { daytimeZone } from '@ringback/scripts/up/daytime.ts';
import { createLeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createSenders } from '@ringback/shared/db/texts/senders.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Timing } from '@ringback/simulator/config.ts';
import { startSimulator } from '@ringback/simulator/service.ts';
import { Config as WorkerConfig } from '@ringback/sms-worker/config.ts';
import { startSmsWorker } from '@ringback/sms-worker/service.ts';
import {
  OWN_NUMBER,
  SIMULATOR_ACCOUNT,
  systemSettings,
} from '@ringback/testing/system-settings.ts';
import { openScratchDatabase, round } from './texts/scratch-database.ts';

/**
 * A campaign's first texts through the whole path: sweep, queue, decision, claim, the simulated
 * carrier, and its callbacks through the api. How many a second, and how many round trips to the
 * database each costs. On the Postgres at DATABASE_URL, else on the embedded one.
 */
const TEXTS = 500;

const database = await openScratchDatabase(process.env['DATABASE_URL'] || undefined, 0);
const redis = await startRedis({ dataDir: null, log: silentLog });
const apiPort = await freePort();
const simulator = await startSimulator({
  port: 0,
  ...SIMULATOR_ACCOUNT,
  numbers: [],
  seed: 1,
  charMs: 5,
  logLevel: 'error',
  timing: Timing.parse({ textSendMs: 20, textDeliveryMs: 50 }),
});
simulator.faults({ texts: { messages_per_second: 1_000 } });
const environment = systemSettings({
  database: database.url,
  redis: redis.url,
  api: `http://127.0.0.1:${apiPort}`,
  vendors: simulator.url,
  spool: `.data/bench-spool/${randomUUID()}`,
});

/** Counts requests by the function or table they are for. */
function counting() {
  const counts = new Map<string, number>();
  const counted: typeof fetch = (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const name = pathname.split('/').at(-1) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return fetch(input, init);
  };
  return { counts, fetch: counted };
}
const worker = counting();
const api = counting();
const log = createLogger({ service: 'bench', level: 'silent' });

const now = new Date();
const campaigns = createCampaigns(database.db);
const campaign = await campaigns.create({ name: 'Bench', sender: OWN_NUMBER }, now);
const variants = [{ name: 'a', weight: 1, body: 'Hi {{first_name|there}}, still looking?' }];
await campaigns.editSteps(campaign.id, [{ channel: 'text', delay_seconds: 0, variants }], now);
await campaigns.setStatus(campaign.id, 'running', now);
await createSenders(database.db).setPace(OWN_NUMBER, 500, now);
await createLeadIntake(database.db).importBatch(
  {
    source: 'bench',
    campaign_id: campaign.id,
    consent: { channel: 'text', kind: 'written', text: 'Yes, text me.' },
    rows: Array.from({ length: TEXTS }, (_, line) => ({
      line,
      phone: silent(line),
      name: 'Dana',
      timezone: daytimeZone(now),
    })),
  },
  now,
);

const running = await startApi(
  readConfig(ApiConfig, { ...environment, PORT: String(apiPort) }),
  log,
  { fetch: api.fetch },
);
api.counts.clear();
const begun = performance.now();
const sender = await startSmsWorker(readConfig(WorkerConfig, { ...environment, PORT: '0' }), log, {
  fetch: worker.fetch,
});
const reached = async (isThere: () => Promise<number>) => {
  for (let count = await isThere(); count < TEXTS; count = await isThere()) {
    process.stderr.write(`${count} of ${TEXTS}\n`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return (performance.now() - begun) / 1_000;
};
const accepted = await reached(async () => simulator.ledger().messages.length);
const delivered = await reached(async () => {
  const [row] = await database.exec(
    `select count(*)::int as n from sms_messages where delivery_status = 'delivered'`,
  );
  return Number(row?.['n'] ?? 0);
});
const perText = ({ counts }: ReturnType<typeof counting>) =>
  Object.fromEntries([...counts].map(([name, count]) => [name, round(count / TEXTS, 3)]));
const sum = (counts: Map<string, number>) =>
  [...counts.values()].reduce((all, one) => all + one, 0);
const sids = simulator.ledger().messages.map(({ to }) => to);
if (new Set(sids).size !== TEXTS) throw new Error('somebody was texted twice');

console.log(
  JSON.stringify({
    bench: 'texts',
    database: database.kind,
    texts: TEXTS,
    accepted_per_second: round(TEXTS / accepted, 1),
    delivered_per_second: round(TEXTS / delivered, 1),
    round_trips_to_send: round(sum(worker.counts) / TEXTS, 2),
    round_trips_of_callbacks: round(sum(api.counts) / TEXTS, 2),
    sending: perText(worker),
    callbacks: perText(api),
    aim_to_send: 3,
  }),
);
await sender.stop();
await running.stop();
await simulator.stop();
await redis.stop();
await database.stop();
process.exit(0);

/** A number that reads and never answers. */
function silent(index: number): string {
  const area = ['202', '212', '303', '312', '404', '415', '503', '602', '617', '702'][index % 10];
  return `+1${area}555${String(1_050 + 100 * Math.floor(index / 250) + (Math.floor(index / 10) % 25))}`;
}
