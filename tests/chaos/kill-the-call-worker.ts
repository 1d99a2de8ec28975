import { expect } from '@jest/globals';
import type { Child } from '@ringback/embedded/child.ts';
import { FILLER_MS } from '@ringback/media-gateway/audio/filler.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { z } from 'zod';
import { awake, numberWithStory } from '../people.ts';
import { difference, Ledger, SAME_END, type Turn } from './ledger.ts';
import type { Processes } from './processes.ts';

/** A quarter of a second of the tone, as the carrier plays it. */
const TONE_BYTES = FILLER_MS * 8;
const STORIES = Array.from({ length: 21 }, (_, index) => String(index).padStart(2, '0'));

const Row = z.object({
  id: z.string(),
  lead_id: z.number(),
  lead_phone: z.string(),
  status: z.string(),
  call_sid: z.string().nullable(),
  dial: z.number(),
  run_at: z.string(),
  next_check_at: z.string().nullable(),
  settled_at: z.string().nullable(),
});
type Row = z.infer<typeof Row>;

async function rows(world: Processes): Promise<Row[]> {
  const { data, error } = await world.db.from('calls').select().limit(1_000);
  if (error) throw new Error(error.message);
  return z.array(Row).parse(data);
}

/** Over, waiting for a later day, or waiting for the carrier's word: nothing is going on now. */
function quiet(row: Row): boolean {
  if (row.status === 'scheduled' || row.status === 'held') {
    return Date.parse(row.run_at) > Date.now() + 60_000;
  }
  return row.status === 'unknown' || row.settled_at !== null;
}

/** As many voices as two processors can speak with while a worker starts. */
export const PACE = { MAX_CONCURRENT_CALLS: '20', TWILIO_CALLS_PER_SECOND: '20' };

/**
 * So many calls are asked for at once, and the call worker is killed so many times while it places
 * them: nobody rings twice, nobody is forgotten, and every word is written down. What came of it.
 */
export async function killTheCallWorker(
  world: Processes,
  { calls: count, kills: deaths }: { calls: number; kills: number },
) {
  await Promise.all([
    world.startService('api', world.ports.api),
    world.startService('media-gateway', world.ports.gateway),
    world.startService('analyzer'),
  ]);

  const people = Array.from({ length: count }, (_, index) =>
    numberWithStory(STORIES[index % STORIES.length] ?? '00', index),
  );
  const timezone = awake();
  await Promise.all(
    people.map(async (phone) => {
      const lead = await world.api('POST', '/api/leads', { name: 'A Lead', phone, timezone });
      expect(lead.status).toBe(201);
      const call = await world.api('POST', '/api/queue/schedule-call', { to: phone });
      expect({ status: call.status, call: call.json.data?.status }).toEqual({
        status: 202,
        call: 'scheduled',
      });
    }),
  );

  let worker: Child = await world.startService('call-worker');
  for (let kill = 0; kill < deaths; kill++) {
    await dialedMore(world, count, (kill + 1) * 15);
    world.kill(worker);
    worker = await world.startService('call-worker');
  }
  let all = await rows(world);
  while (!all.every(quiet)) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    all = await rows(world);
  }

  const ledger = Ledger.parse((await world.ledger()).json).calls.filter(
    (call) => call.direction !== 'inbound' && call.parent_sid === null,
  );

  // Nobody rang twice.
  expect(ledger.map(({ to }) => to).sort()).toEqual(
    [...new Set(ledger.map(({ to }) => to))].sort(),
  );

  // Nobody was forgotten: each rang, or is a row that waits for the carrier's word.
  const rang = new Set(ledger.map(({ to }) => to));
  const waiting = all.filter(({ status, next_check_at: next }) => status === 'unknown' && next);
  expect(people.filter((phone) => !rang.has(phone)).sort()).toEqual(
    waiting
      .map((row) => row.lead_phone)
      .filter((phone) => !rang.has(phone))
      .sort(),
  );
  // Such a row comes of a kill between the claim and the order, no more often than we killed.
  expect(waiting.length).toBeLessThanOrEqual(deaths * 10);

  // The ledger and our tables agree row by row.
  const bySid = new Map(all.flatMap((row) => (row.call_sid ? [[row.call_sid, row]] : [])));
  expect(bySid.size).toBe(ledger.length);
  for (const call of ledger) {
    const row = bySid.get(call.sid);
    expect({
      to: row?.lead_phone,
      status: row?.status,
      settled: Boolean(row?.settled_at),
    }).toEqual({
      to: call.to,
      status: SAME_END[call.status],
      settled: true,
    });
  }

  // Every transcript is what was said and heard.
  const { data: turns } = await world.db
    .from('conversation_transcripts')
    .select('call_sid, seq, role, content')
    .order('seq')
    .limit(5_000);
  const spoken = new Map<string, Turn[]>();
  for (const { call_sid: callSid, role, content } of turns ?? []) {
    if (role === 'system') continue;
    spoken.set(callSid, [...(spoken.get(callSid) ?? []), { role, content }]);
  }
  const differing = ledger
    .map((call) => difference(call, spoken.get(call.sid) ?? []))
    .filter((one) => one !== null);
  expect(differing).toEqual([]);
  expect(ledger.filter(({ damaged }) => damaged > 0)).toEqual([]);
  // Beside words nothing is heard but the tone that fills a silence, every two seconds of eight.
  expect(ledger.filter(({ wordless_bytes: bytes }) => bytes > 4 * TONE_BYTES)).toEqual([]);

  // Every lead has its state.
  const { data: leads } = await world.db.from('leads').select('phone, lead_status').limit(1_000);
  const contacted = new Map((leads ?? []).map((lead) => [lead.phone, lead.lead_status]));
  expect(people.filter((phone) => rang.has(phone) && contacted.get(phone) === 'new')).toEqual([]);

  // What waits for the carrier's word gets it: six minutes later nothing is unknown any more.
  const table = createCalls(world.db);
  for (const row of waiting) {
    const call = await table.get(row.id);
    const later = new Date(Date.now() + 6 * 60_000);
    const answer = await table.recordLookup(call.id, call.fence, null, later);
    expect(answer).toBe('presumed_not_placed');
  }
  return { calls: ledger.length, waiting: waiting.length };
}

/** Resolves when so many rows have left `scheduled`: the worker is in the middle of its work. */
async function dialedMore(world: Processes, calls: number, count: number) {
  for (;;) {
    const { count: waiting } = await world.db
      .from('calls')
      .select('id', { count: 'exact', head: true })
      .eq('status', 'scheduled')
      .eq('dial', 1);
    if (calls - (waiting ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
