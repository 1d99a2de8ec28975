import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

/** Zones without calling laws of their own here, and a number in each that lives story 10: no such number. */
const PLACES = [
  { zone: 'America/Los_Angeles', number: '+13105550110' },
  { zone: 'Pacific/Honolulu', number: '+18085550110' },
  { zone: 'Asia/Tokyo', number: '+81312340110' },
  // By the name that the table of numbers has for it.
  { zone: 'Asia/Calcutta', number: '+911123450110' },
  { zone: 'Europe/London', number: '+442079460110' },
] as const;

const OPENS = 8;

let system: RunningSystem;
let people = 0;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

function clockIn(zone: string, at: Date): { hour: number; minute: number } {
  const [hour, minute] = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .split(':')
    .map(Number);
  return { hour: hour ?? 0, minute: minute ?? 0 };
}

/** A place where it is night, whatever the hour is here. */
function asleep() {
  const found = PLACES.find(({ zone }) => {
    const { hour } = clockIn(zone, new Date());
    return hour >= 22 || hour < 7;
  });
  if (!found) throw new Error('nowhere is it night');
  return found;
}

async function newLead(timezone: string, digits: string) {
  const phone = numberWithStory(digits, people++);
  const made = await system.api('POST', '/api/leads', { name: 'Ada', phone, timezone });
  return { id: (made.json['data'] as { id: number }).id, phone };
}

type Scheduled = {
  call_id: string;
  status: string;
  queued: boolean;
  held_until?: string;
  held_reason?: string;
};

async function schedule(body: Record<string, unknown>): Promise<Scheduled> {
  // An order of its own each time: without a key it would be one call with the one before it.
  const key = { 'idempotency-key': crypto.randomUUID() };
  const { status, json } = await system.api('POST', '/api/queue/schedule-call', body, key);
  expect(status).toBe(202);
  return json['data'] as Scheduled;
}

async function why(leadId: number) {
  const { json } = await system.api('GET', `/api/leads/${leadId}/why`);
  return json['data'] as {
    call_id: string;
    verdict: string;
    rule: string;
    hold_until: string | null;
    evidence: Record<string, unknown>;
  }[];
}

const rangTimes = (phone: string) =>
  system.simulator.ledger().calls.filter(({ to }) => to === phone).length;

/** A call to another lead, made after this one was asked for, is over: the queue had its turn. */
async function aTurnPasses() {
  const other = await newLead(awake(), '10');
  await schedule({ lead_id: other.id });
  await system.until(
    () => Promise.resolve(rangTimes(other.phone)),
    (times) => times === 1,
  );
}

describe('a lead whose zone is asleep', () => {
  it('is held until the minute at which it opens there, with the evidence, and does not ring', async () => {
    const { zone } = asleep();
    const lead = await newLead(zone, '10');
    const call = await schedule({ lead_id: lead.id });
    expect(call).toMatchObject({ status: 'held', held_reason: 'quiet_hours', queued: false });

    const until = new Date(String(call.held_until));
    expect(clockIn(zone, until)).toEqual({ hour: OPENS, minute: 0 });
    expect(until.getUTCSeconds() + until.getUTCMilliseconds()).toBe(0);
    expect(until.getTime()).toBeGreaterThan(Date.now());
    expect(until.getTime()).toBeLessThan(Date.now() + 24 * 3_600_000);

    await aTurnPasses();
    expect(rangTimes(lead.phone)).toBe(0);
    const decisions = await why(lead.id);
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({
      call_id: call.call_id,
      verdict: 'hold',
      rule: 'quiet_hours',
      evidence: {
        zones: [zone],
        zone_source: 'lead',
        window: {
          shut: [zone],
          local: { [zone]: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/) },
        },
      },
    });
    expect(new Date(String(decisions[0]?.hold_until))).toEqual(until);
  });

  it('is called soon after somebody says that it is elsewhere, where it is day', async () => {
    const lead = await newLead(asleep().zone, '10');
    const call = await schedule({ lead_id: lead.id });
    expect(call.status).toBe('held');
    const changed = await system.api('PATCH', `/api/leads/${lead.id}`, { timezone: awake() });
    expect(changed.status).toBe(200);
    await system.until(
      () => Promise.resolve(rangTimes(lead.phone)),
      (times) => times === 1,
    );
    await system.settle();
    expect((await why(lead.id)).map(({ verdict, rule }) => [verdict, rule])).toEqual([
      ['allow', 'claimed'],
      ['hold', 'quiet_hours'],
    ]);
  });

  it('is held again when the other place is asleep as well', async () => {
    const { zone } = asleep();
    const lead = await newLead('Pacific/Pago_Pago', '10');
    await system.api('PATCH', `/api/leads/${lead.id}`, { timezone: zone });
    const call = await schedule({ lead_id: lead.id });
    const tooLate = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
    await system.exec(`update calls set run_at = '${tooLate}' where id = '${call.call_id}'`);
    await system.api('PATCH', `/api/leads/${lead.id}`, { postal_code: 'SW1A 1AA' });
    await system.until(
      () => system.exec(`select run_at from calls where id = '${call.call_id}'`),
      ([row]) =>
        new Date(String(row?.['run_at'])).getTime() === Date.parse(String(call.held_until)),
    );
    expect(rangTimes(lead.phone)).toBe(0);
  });

  it('who was to be called later is not called before that hour', async () => {
    const { zone } = asleep();
    const lead = await newLead(zone, '10');
    const askedFor = new Date(Date.now() + 2 * 24 * 3_600_000);
    const call = await schedule({ lead_id: lead.id, run_at: askedFor.toISOString() });
    expect(call.status).toBe('held');
    await system.api('PATCH', `/api/leads/${lead.id}`, { timezone: awake() });
    const [row] = await system.exec(
      `select status, run_at from calls where id = '${call.call_id}'`,
    );
    expect(new Date(String(row?.['run_at']))).toEqual(askedFor);
    await aTurnPasses();
    expect(rangTimes(lead.phone)).toBe(0);
  });

  it('by the time its call is due is held after all', async () => {
    const { zone } = asleep();
    const lead = await newLead(awake(), '10');
    // Nothing dials before the lead has moved, however long it takes to say so.
    await system.stopService('call-worker');
    const call = await schedule({
      lead_id: lead.id,
      run_at: new Date(Date.now() + 1_000).toISOString(),
    });
    expect(call).toMatchObject({ status: 'scheduled', queued: true });
    await system.api('PATCH', `/api/leads/${lead.id}`, { timezone: zone });
    await system.startService('call-worker');
    const [row] = await system.until(
      () =>
        system.exec(`select status, held_reason, run_at from calls where id = '${call.call_id}'`),
      ([one]) => one?.['status'] !== 'scheduled',
    );
    expect(row).toMatchObject({ status: 'held', held_reason: 'quiet_hours' });
    expect(clockIn(zone, new Date(String(row?.['run_at'])))).toEqual({ hour: OPENS, minute: 0 });
    expect(rangTimes(lead.phone)).toBe(0);
  });
});

describe('a number about which nothing else is known', () => {
  it('is held while people sleep where it is from', async () => {
    const { number, zone } = asleep();
    const call = await schedule({ to: number });
    expect(call).toMatchObject({ status: 'held', held_reason: 'quiet_hours' });
    await aTurnPasses();
    expect(rangTimes(number)).toBe(0);
    const [lead] = await system.exec(`select id from leads where phone = '${number}'`);
    const [decision] = await why(Number(lead?.['id']));
    expect(decision?.evidence).toMatchObject({ zone_source: 'number', window: { shut: [zone] } });
  });
});

describe('the most calls one number gets in a day', () => {
  it('is three; the fourth waits until the first is a day old', async () => {
    // Always busy: its telephone is reached. A call that never got there would be none.
    const lead = await newLead(awake(), '02');
    for (const time of [1, 2, 3]) {
      await schedule({ lead_id: lead.id });
      await system.until(
        () =>
          system.exec(`select id from calls where lead_id = ${lead.id} and settled_at is not null`),
        (rows) => rows.length === time,
      );
    }
    const fourth = await schedule({ lead_id: lead.id });
    expect(fourth.status).toBe('scheduled');
    const held = await system.until(
      () => system.api('GET', `/api/calls/${fourth.call_id}`),
      ({ json }) => (json['data'] as { status: string }).status === 'held',
    );
    const [first] = await system.exec(
      `select min(dialed_at) + interval '24 hours' as free from calls where lead_id = ${lead.id}`,
    );
    expect(held.json['data']).toMatchObject({ held_reason: 'cap_calls_per_day' });
    expect(new Date((held.json['data'] as { run_at: string }).run_at)).toEqual(
      new Date(String(first?.['free'])),
    );
    expect(rangTimes(lead.phone)).toBe(3);
    expect((await why(lead.id))[0]).toMatchObject({
      verdict: 'hold',
      rule: 'cap_calls_per_day',
      evidence: { channel: 'call' },
    });
    // Its place is not why it waits: to say a new one wakes nothing.
    await system.api('PATCH', `/api/leads/${lead.id}`, { postal_code: '20001' });
    const again = await system.api('GET', `/api/calls/${fourth.call_id}`);
    expect(again.json['data']).toMatchObject({ status: 'held', held_reason: 'cap_calls_per_day' });
  });
});
