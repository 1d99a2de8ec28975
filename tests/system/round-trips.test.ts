import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

/** What is asked again and again, whether or not anything happens: by the api, the gateway, and a look. */
const ALWAYS = ['api_beat', 'sign_of_life', 'work_due', 'GET lead_sources'];
const BY_THE_CLOCK = new Set([
  ...ALWAYS,
  // Once a minute, whatever the look says, and what follows from that.
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
  'record_inbound_look',
  'due_webhooks',
  'prune_webhooks',
  'idle_conversations',
  // Of the first minute.
  'prune_history',
  'old_recordings',
  'stale_calls',
  'repair_leads',
  // Whether the database is there, where an answer took a second.
  'GET agents',
]);

type Request = { service: string; what: string };

let system: RunningSystem;
let asked: Request[] = [];

beforeAll(async () => {
  system = await startSystem({ onRequest: (service, what) => asked.push({ service, what }) });
});
afterAll(() => system.stop());

beforeEach(async () => {
  // Keys are cached from now on, and are checked once in ten seconds at most.
  await system.api('GET', '/api/leads');
  asked = [];
});

/** How often each service asked what, beside what the clock makes it ask. */
function counted(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { service, what } of asked.filter((one) => !BY_THE_CLOCK.has(one.what))) {
    const name = `${service}: ${what}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const sumOf = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

async function leadWith(digits: string, index: number) {
  const phone = numberWithStory(digits, index);
  const made = await system.api('POST', '/api/leads', { name: 'Ada', phone, timezone: awake() });
  asked = [];
  return { phone, leadId: (made.json['data'] as { id: number }).id };
}

const told = (name: string, counts: Record<string, number>) =>
  process.stdout.write(`${name}: ${sumOf(counts)} ${JSON.stringify(counts)}\n`);

describe('requests to the database', () => {
  it('of one call with its analysis are one for each step, and none twice', async () => {
    const { leadId } = await leadWith('00', 0);
    await system.api('POST', '/api/queue/schedule-call', { lead_id: leadId });
    await system.settle();
    const { 'media-gateway: save_transcripts': written = 0, ...steps } = counted();
    told('a call', { written, ...steps });
    expect(steps).toEqual({
      // Asked for
      'api: GET leads': 1,
      'api: schedule_call': 1,
      // Decided, claimed, dialed
      'call-worker: call_case': 1,
      'call-worker: begin_call': 1,
      'call-worker: record_dialed': 1,
      // It rings, a person has picked up, it is over
      'api: record_call_event': 3,
      // Talked
      'api: open_voice': 1,
      'media-gateway: open_media_session': 1,
      // The one tool that was used, which waits for nothing
      'media-gateway: POST call_tools': 1,
      'media-gateway: wrap_up_call': 1,
      'media-gateway: end_media_session': 1,
      // Followed up
      'call-worker: call_to_settle': 1,
      'call-worker: settle_call': 1,
      'analyzer: call_to_judge': 1,
      'analyzer: save_analysis': 1,
    });
    // Words while they are spoken, together where they come together: three people's sentences at most.
    expect(written).toBeLessThanOrEqual(5);
  });

  it('of one text are six, and as many to a lead whose place says more than its number: one more', async () => {
    const { phone, leadId } = await leadWith('43', 1);
    await system.api('POST', '/api/queue/sms-followup', { to: phone, body: 'Are you there?' });
    await system.until(
      () =>
        system.exec(
          `select 1 from sms_messages where delivery_status = 'delivered' and lead_id = ${leadId}`,
        ),
      (rows) => rows.length === 1,
    );
    const counts = counted();
    told('a text', counts);
    expect(counts).toEqual({
      // Decided without looking for a lead, and once more for the one that was found
      'api: plan_text': 2,
      'sms-worker: message_contexts': 1,
      'sms-worker: begin_message': 1,
      'sms-worker: record_message_sent': 1,
      // On its way, and there
      'api: record_delivery': 2,
    });
  });

  it('of an idle system are two a second', async () => {
    // Where something has happened a moment ago the api says twice a second that it is there.
    await system.stopService('api');
    await system.startService('api');
    asked = [];
    await system.until(
      async () => asked.filter(({ what }) => what === 'api_beat').length,
      (beats) => beats >= 20,
    );
    const counts: Record<string, number> = {};
    for (const { what } of asked) counts[what] = (counts[what] ?? 0) + 1;
    told('twenty beats', counts);
    const always = ALWAYS.reduce((sum, what) => sum + (counts[what] ?? 0), 0);
    // The api's heartbeat each second, the gateway's every second one, a poll every third.
    expect(always).toBeLessThanOrEqual(20 + 11 + 8 + 2);
    // The rounds of a minute.
    expect(asked.length - always).toBeLessThanOrEqual(20);
  });
});
