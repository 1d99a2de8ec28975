import { afterEach, describe, expect, it } from '@jest/globals';
import { createCampaigns } from '@ringback/shared/db/campaigns.ts';
import { createLeadIntake } from '@ringback/shared/db/lead-intake.ts';
import { z } from 'zod';
import type { Child } from '../../scripts/embedded/child.ts';
import { awake, numberWithStory } from '../people.ts';
import { type Processes, startProcesses } from './processes.ts';

let house: Processes | undefined;
afterEach(async () => {
  await house?.stop();
});

const TEXTS = 500;
const KILLS = 10;
/** From one death to the next, so many texts leave. */
const TEXTS_A_LIFE = 25;
const SENDER = '+12025550190';
/** Reads everything and never answers. */
const SILENT = '43';

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
  const { data, error } = await world.db.from('sms_messages').select().limit(2_000);
  if (error) throw new Error(error.message);
  return z.array(Row).parse(data);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Out, or waiting for the carrier's word: nothing more is going to happen soon. */
function quiet({ delivery_status: status }: Row): boolean {
  return status === 'delivered' || status === 'unknown' || status === 'failed';
}

async function enrollAll(world: Processes, people: string[]) {
  const campaigns = createCampaigns(world.db);
  const now = new Date();
  const { id } = await campaigns.create({ name: 'Five hundred', sender: SENDER }, now);
  const variants = [{ name: 'a', weight: 1, body: 'Hello, are you still looking?' }];
  await campaigns.editSteps(id, [{ channel: 'text', delay_seconds: 0, variants }], now);
  await createLeadIntake(world.db).importBatch(
    {
      source: 'test',
      campaign_id: id,
      consent: { channel: 'all', kind: 'written', text: 'Text me.' },
      rows: people.map((phone, line) => ({ line, phone, timezone: awake() })),
    },
    now,
  );
  await campaigns.setStatus(id, 'running', now);
}

/** Resolves when so many texts have left: the worker is in the middle of its work. */
async function sentMore(world: Processes, count: number) {
  for (;;) {
    const { count: sent } = await world.db
      .from('sms_messages')
      .select('message_id', { count: 'exact', head: true })
      .not('provider_sid', 'is', null);
    if ((sent ?? 0) >= count) return;
    await pause(50);
  }
}

describe('five hundred texts, and an sms worker that is killed again and again', () => {
  it('tells nobody twice and forgets nobody', async () => {
    const world = await startProcesses({ TEXTS_PER_SECOND: '40' });
    house = world;
    await world.startService('api', world.ports.api);
    const people = Array.from({ length: TEXTS }, (_, index) => numberWithStory(SILENT, index));
    await enrollAll(world, people);

    let worker: Child = await world.startService('sms-worker');
    for (let kill = 0; kill < KILLS; kill++) {
      await sentMore(world, (kill + 1) * TEXTS_A_LIFE);
      world.kill(worker);
      worker = await world.startService('sms-worker');
    }
    let all = await rows(world);
    while (all.length < TEXTS || !all.every(quiet)) {
      await pause(500);
      all = await rows(world);
    }
    const { messages } = Ledger.parse((await world.ledger()).json);
    const told = messages.map(({ to }) => to);

    // Nobody was told twice.
    expect(told.toSorted()).toEqual([...new Set(told)].sort());

    // Nobody was forgotten: each was told, or is a row for which the carrier is being asked.
    const asking = all.filter(
      ({ delivery_status: s, next_check_at: next }) => s === 'unknown' && next,
    );
    const forgotten = people.filter(
      (phone) => !told.includes(phone) && !asking.some((row) => row.lead_phone === phone),
    );
    expect(forgotten).toEqual([]);

    // The carrier's ledger and our rows agree, one by one.
    const bySid = new Map(
      all.flatMap((row) => (row.provider_sid ? [[row.provider_sid, row]] : [])),
    );
    const differing = messages.filter(
      ({ sid, to, status }) =>
        bySid.get(sid)?.lead_phone !== to || bySid.get(sid)?.delivery_status !== status,
    );
    expect(differing).toEqual([]);
  }, 420_000);
});
