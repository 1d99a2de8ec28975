import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type House, startHouse } from '../house.ts';
import { awake, numberWithStory } from '../people.ts';

/** What is asked by the clock, whether or not anything happens. */
const BY_THE_CLOCK = new Set([
  'note_door',
  'sign_of_life',
  'claim_checks',
  'claim_call_prices',
  'lost_work',
  'take_in_left_arrivals',
  'claim_due_messages',
  'claim_due_replies',
  'claim_unjudged',
  'unanalysed_conversations',
  'claim_message_checks',
  'begin_inbound_look',
  'due_webhooks',
  'idle_conversations',
  'GET lead_sources',
]);

let house: House;
let asked: string[] = [];

beforeAll(async () => {
  house = await startHouse({ onRequest: (service, what) => asked.push(`${service} ${what}`) });
}, 120_000);
afterAll(() => house.stop());

beforeEach(async () => {
  // Whoever comes in is known from now on, and is asked about once in ten seconds at most.
  await house.api('GET', '/api/leads');
  asked = [];
});

const whatOf = (request: string) => request.slice(request.indexOf(' ') + 1);
const forTheEvent = () => asked.filter((request) => !BY_THE_CLOCK.has(whatOf(request)));

function counted(requests: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const request of requests.sort()) counts[request] = (counts[request] ?? 0) + 1;
  return counts;
}

function show(name: string, requests: string[]): void {
  const lines = Object.entries(counted(requests)).map(([what, n]) => `  ${n} ${what}`);
  process.stdout.write(`${name}: ${requests.length}\n${lines.join('\n')}\n`);
}

describe('requests to the database', () => {
  it('of one call with its analysis', async () => {
    const phone = numberWithStory('00', 0);
    await house.api('POST', '/api/leads', { name: 'Ada', phone, timezone: awake() });
    asked = [];
    await house.api('POST', '/api/queue/schedule-call', { to: phone });
    await house.settle();
    show('a call', forTheEvent());
  }, 60_000);

  it('of one text', async () => {
    const phone = numberWithStory('00', 1);
    await house.api('POST', '/api/leads', { name: 'Ada', phone, timezone: awake() });
    asked = [];
    await house.api('POST', '/api/queue/sms-followup', { to: phone, body: 'Are you there?' });
    await house.until(
      () => house.exec(`select 1 from sms_messages where delivery_status = 'delivered'`),
      (rows) => rows.length === 1,
    );
    show('a text', forTheEvent());
  }, 60_000);

  it('of a house in which nothing happens', async () => {
    const begun = Date.now();
    await house.until(
      async () => asked.filter((request) => whatOf(request) === 'sign_of_life').length,
      (n) => n >= 10,
    );
    show(`idle for ${(Date.now() - begun) / 1000} s`, asked);
    expect(asked.length).toBeGreaterThan(0);
  }, 60_000);
});
