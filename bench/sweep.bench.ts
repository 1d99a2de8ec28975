import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createSenders } from '@ringback/shared/db/texts/senders.ts';
import { median, openScratchDatabase, round } from './texts/scratch-database.ts';

/**
 * What a sweep costs while many wait for later days: with nothing due, and with a hundred due. On
 * the Postgres at DATABASE_URL with 10,000 and a million, else on the embedded one with a tenth.
 */
const server = process.env['DATABASE_URL'] || undefined;
const SIZES = server ? [10_000, 1_000_000] : [10_000, 100_000];
const ROUNDS = 30;
const DUE = 100;
const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-20T17:00:00Z');

const database = await openScratchDatabase(server);
const campaigns = createCampaigns(database.db);
const messages = createMessages(database.db);
const SENDER = '+12025550190';
const { id: campaignId } = await campaigns.create({ name: 'Bench', sender: SENDER }, NOW);
// Fast enough for everything that is due to be given out in one sweep.
await createSenders(database.db).setPace(SENDER, 1_000, NOW);
const step = (delay: number) => ({
  channel: 'text' as const,
  delay_seconds: delay,
  variants: [{ name: 'a', weight: 1, body: 'Hello.' }],
});
await campaigns.editSteps(campaignId, [step(0), step(86_400)], NOW);
await campaigns.setStatus(campaignId, 'running', NOW);

/** Past the functions and their triggers: only how many there are matters. */
async function enroll(from: number, to: number, dueAt: string): Promise<void> {
  await database.exec(`
    set session_replication_role = replica;
    insert into public.leads (phone, created_at, updated_at)
    select '+1404' || (1000000 + n)::text, now(), now() from generate_series(${from}, ${to}) n;
    insert into public.sms_campaign_enrollments
      (campaign_id, lead_id, lead_phone, next_message_at, enrolled_at, created_at, updated_at)
    select '${campaignId}', l.id, l.phone, ${dueAt}, now(), now(), now()
    from generate_series(${from}, ${to}) n
    join public.leads l on l.phone = '+1404' || (1000000 + n)::text;
    set session_replication_role = origin;`);
}

const tomorrow = `'${new Date(NOW.getTime() + DAY_MS).toISOString()}'::timestamptz
  + n * interval '1 second'`;
type Result = { waiting: number; idle_ms: number; due_ms: number; best_idle_ms: number };
const results: Result[] = [];
let there = 0;
let dueFrom = 2_000_000;
for (const waiting of SIZES) {
  process.stderr.write(`filling up to ${waiting}\n`);
  await enroll(there + 1, waiting, tomorrow);
  there = waiting;
  // As autovacuum would have left them: what the rounds before have planned is not measured again.
  for (const table of ['sms_campaign_enrollments', 'sms_messages', 'sms_conversations', 'leads']) {
    await database.exec(`vacuum analyze public.${table}`);
  }
  const idle: number[] = [];
  const busy: number[] = [];
  for (let at = 0; at <= ROUNDS; at += 1) {
    idle.push(await timed(0));
    await enroll(dueFrom + 1, dueFrom + DUE, `'${NOW.toISOString()}'::timestamptz`);
    dueFrom += DUE;
    busy.push(await timed(DUE));
    // They have left: what is on its way would take up their sender's time.
    await database.exec(`
      set session_replication_role = replica;
      update public.sms_messages set delivery_status = 'sent' where delivery_status = 'pending';
      set session_replication_role = origin;`);
  }
  // The first round of each warms up.
  results.push({
    waiting,
    idle_ms: round(median(idle.slice(1))),
    due_ms: round(median(busy.slice(1))),
    // The machine may be noisy; the best of many rounds is not.
    best_idle_ms: round(Math.min(...idle.slice(1))),
  });
  process.stderr.write(`${JSON.stringify(results.at(-1))}\n`);
}

async function timed(expected: number): Promise<number> {
  const begun = performance.now();
  const { planned } = await messages.claimDue(5_000, NOW, 500);
  const tookMs = performance.now() - begun;
  if (planned !== expected) throw new Error(`expected ${expected} planned, got ${planned}`);
  return tookMs;
}

const [small, large] = results;
console.log(
  JSON.stringify({
    bench: 'sweep',
    database: database.kind,
    rounds: ROUNDS,
    due: DUE,
    results,
    idle_ratio: round((large?.idle_ms ?? 0) / (small?.idle_ms ?? 1)),
    due_ratio: round((large?.due_ms ?? 0) / (small?.due_ms ?? 1)),
    aim: 2,
  }),
);
await database.stop();
