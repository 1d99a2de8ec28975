import { expect } from '@jest/globals';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { z } from 'zod';
import { awake, numberWithStory } from '../people.ts';
import type { Processes } from './processes.ts';

const KILL_AFTER_MS = 300;
/** Endings of people who read everything and never answer. */
const SILENT = ['43', '53', '54', '55', '56'];

const Row = z.object({
  message_id: z.string(),
  lead_phone: z.string(),
  delivery_status: z.string(),
  provider_sid: z.string().nullable(),
  next_check_at: z.string().nullable(),
});
type Row = z.infer<typeof Row>;

const Ledger = z.object({
  messages: z.array(z.object({ sid: z.string(), to: z.string(), status: z.string() })),
});

async function rows(world: Processes): Promise<Row[]> {
  const { data, error } = await world.db
    .from('sms_messages')
    .select('message_id, lead_phone, delivery_status, provider_sid, next_check_at')
    .limit(1_000);
  if (error) throw new Error(error.message);
  return z.array(Row).parse(data);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isUntouched = ({ delivery_status: status }: Row) => ['pending', 'held'].includes(status);
const isQuiet = ({ delivery_status: status }: Row) => ['delivered', 'unknown'].includes(status);

/** Single texts, asked for through the api. */
async function askForTexts(world: Processes, people: string[]) {
  const timezone = awake();
  for (let from = 0; from < people.length; from += 20) {
    await Promise.all(
      people.slice(from, from + 20).map(async (phone) => {
        const lead = await world.api('POST', '/api/leads', { name: 'A Lead', phone, timezone });
        const order = { to: phone, body: 'Are you still looking?' };
        const text = await world.api('POST', '/api/queue/sms-followup', order);
        expect([lead.status, text.status]).toEqual([201, 202]);
      }),
    );
  }
}

/** Lets each worker live for 300 ms until nothing is left to begin; returns how many have died. */
async function killUntilAllBegun(world: Processes): Promise<number> {
  for (let kills = 1; ; kills += 1) {
    const worker = await world.startService('sms-worker');
    await pause(KILL_AFTER_MS);
    // Before the database is asked, which may take longer than the worker may live.
    world.kill(worker);
    if ((await rows(world)).some(isUntouched)) continue;
    // What it had begun is finished by one that lives.
    await world.startService('sms-worker');
    return kills;
  }
}

/**
 * So many texts, and no sms worker that lives for longer than 300 ms: nobody is texted twice and
 * nobody is forgotten. How many workers died, and what of it.
 */
export async function killEvery300Ms(world: Processes, texts: number) {
  await world.startService('api', world.ports.api);
  const people = Array.from({ length: texts }, (_, index) =>
    numberWithStory(SILENT[index % SILENT.length] ?? '43', index),
  );
  await askForTexts(world, people);

  const kills = await killUntilAllBegun(world);
  let all = await rows(world);
  while (!all.every(isQuiet)) {
    await pause(500);
    all = await rows(world);
  }
  expect(kills).toBeGreaterThan(5);

  // Nobody was texted twice.
  const { messages: ledger } = Ledger.parse((await world.ledger()).json);
  const texted = new Set(ledger.map(({ to }) => to));
  expect(ledger).toHaveLength(texted.size);

  // Nobody was forgotten: each was texted, or is a row that waits for the carrier's report.
  const waiting = all.filter(({ delivery_status: status }) => status === 'unknown');
  expect(all).toHaveLength(texts);
  expect(waiting.filter(({ next_check_at: next }) => next === null)).toEqual([]);
  expect(people.filter((phone) => !texted.has(phone)).sort()).toEqual(
    waiting.map(({ lead_phone: phone }) => phone).sort(),
  );

  // The ledger and our rows agree one by one.
  const bySid = new Map(all.map((row) => [row.provider_sid, row]));
  const differing = ledger.filter(
    ({ sid, to, status }) =>
      bySid.get(sid)?.lead_phone !== to || bySid.get(sid)?.delivery_status !== status,
  );
  expect(differing).toEqual([]);

  // What waits for the carrier's report gets it: six minutes later each is planned again, once.
  const messages = createMessages(world.db);
  for (const { message_id: id } of waiting) {
    const text = await messages.find(id);
    const later = new Date(Date.now() + 6 * 60_000);
    const answer = await messages.recordLookup(id, text?.fence ?? 0, null, later);
    expect(answer).toEqual({ result: 'presumed_not_sent', retry_id: expect.any(String) });
  }
  return { kills, texts: ledger.length, waiting: waiting.length };
}
